import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tonesOf } from '../../src/charts/tones.ts';

const peaks = fc.array(fc.double({ min: 1, max: 800_000, noNaN: true }), { minLength: 1, maxLength: 60 });
const toneOf = (className: string | undefined) => Number(className?.slice('tone-'.length));

describe('the tones of a calendar', () => {
  it('part the days at round figures', () => {
    const { edges, classNames, classOf } = tonesOf([23_500, 30_000, 43_900]);
    expect(edges).toEqual([25_000, 30_000, 35_000, 40_000]);
    expect(classNames).toEqual(['tone-0', 'tone-2', 'tone-3', 'tone-5', 'tone-6']);
    expect([23_500, 29_999, 30_000, 43_900].map(classOf)).toEqual(['tone-0', 'tone-2', 'tone-3', 'tone-6']);
    expect(classOf(null)).toBeUndefined();
  });

  it('give one tone where all days are the same, and none where there is no day', () => {
    expect(tonesOf([700, 700]).classNames).toEqual([tonesOf([700]).classOf(700)]);
    expect(tonesOf([]).edges).toEqual([]);
  });

  it('are at most seven, each its own, and never darker for less', () => {
    fc.assert(
      fc.property(peaks, (values) => {
        const { classNames, classOf } = tonesOf(values);
        expect(new Set(classNames).size).toBe(classNames.length);
        expect(Math.max(...classNames.map(toneOf))).toBeLessThanOrEqual(6);
        const tones = values.sort((a, b) => a - b).map((value) => toneOf(classOf(value)));
        expect(tones).toEqual([...tones].sort((a, b) => a - b));
      }),
    );
  });
});

/** WCAG 2.2: relative luminance of `#rrggbb`. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

describe('the colours of the tones', () => {
  const css = readFileSync(new URL('../../src/styles/calendar.css', import.meta.url), 'utf8');
  const pairs = new Map(
    [...css.matchAll(/--([a-z0-6-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
      name as string,
      [light as string, dark as string],
    ]),
  );
  const used = [...css.matchAll(/--tone: var\(--([a-z0-6-]+)\);\s+--on: var\(--([a-z-]+)\)/g)];

  it.each(['paper', 'dark'].entries().toArray())('bear their words and grow steadily, %i: %s', (mode) => {
    expect(used).toHaveLength(7);
    for (const [, tone, on] of used) {
      const [ground, words] = [tone, on].map((name) => pairs.get(name as string)?.[mode] as string);
      expect(contrast(ground as string, words as string), `${on} on ${tone}`).toBeGreaterThanOrEqual(4.5);
    }
    const light = used.map(([, tone]) => luminance(pairs.get(tone as string)?.[mode] as string));
    const steps = light.slice(1).map((value, i) => value / (light[i] as number));
    expect(steps.every((step) => (mode === 0 ? step < 0.9 : step > 1.1))).toBe(true);
  });
});
