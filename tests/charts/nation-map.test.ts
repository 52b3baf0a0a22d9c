import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carbonStepClass } from '../../src/charts/carbon-scale.ts';
import { countryOutline, type Point, placeOnOutline, thinned } from '../../src/charts/country-outline.ts';
import { mapOutline, nationMap } from '../../src/charts/nation-map.ts';
import { spreadCircles } from '../../src/charts/spread-circles.ts';
import { ACTIVE_BALANCING_AUTHORITIES } from '../../src/grid/balancing-authority.ts';
import type { BalancingAuthorityEntry } from '../../src/snapshots/balancing-authorities.ts';
import { xmlErrors } from './xml.ts';

const BOX = { width: 960, height: 600 };

const circles = fc.array(
  fc.record({
    x: fc.integer({ min: 0, max: 960 }),
    y: fc.integer({ min: 0, max: 600 }),
    reach: fc.integer({ min: 4, max: 40 }),
  }),
  { maxLength: 40 },
);

describe('circles that are spread', () => {
  it('do not overlap, stay in the box, and come out the same again', () => {
    fc.assert(
      fc.property(circles, (made) => {
        const spread = spreadCircles(made, BOX);
        expect(spreadCircles(made, BOX)).toEqual(spread);
        for (const [i, a] of spread.entries()) {
          expect(a.reach).toBe(made[i]?.reach);
          expect(a.x).toBeGreaterThanOrEqual(a.reach);
          expect(a.x).toBeLessThanOrEqual(BOX.width - a.reach);
          for (const b of spread.slice(i + 1)) {
            expect(Math.hypot(a.x - b.x, a.y - b.y)).toBeGreaterThan((a.reach + b.reach) * 0.9);
          }
        }
      }),
      { numRuns: 25 },
    );
  });

  it('stay where they are when they have room', () => {
    const apart = [
      { x: 100, y: 100, reach: 20 },
      { x: 300, y: 100, reach: 40 },
    ];
    for (const [i, circle] of spreadCircles(apart, BOX).entries()) {
      expect(Math.hypot(circle.x - (apart[i]?.x ?? 0), circle.y - (apart[i]?.y ?? 0))).toBeLessThan(0.1);
    }
  });
});

describe('the outline', () => {
  it('is a few kilobytes of whole numbers', () => {
    const { land, borders } = countryOutline();
    expect(land.length + borders.length).toBeLessThan(8000);
    expect(`${land}${borders}`).toMatch(/^[Ml z\d-]+$/);
    expect(`${land}${borders}`).not.toMatch(/l(?:M|z|$)/);
  });

  it('keeps a line within the tolerance, and its ends', () => {
    const point = fc.tuple(fc.integer({ min: 0, max: 50 }), fc.integer({ min: 0, max: 50 }));
    fc.assert(
      fc.property(fc.array(point, { minLength: 2, maxLength: 30 }), (line: Point[]) => {
        const kept = thinned(line, 2);
        expect(kept[0]).toEqual(line[0]);
        expect(kept.at(-1)).toEqual(line.at(-1));
        expect(thinned(line, 0.0001).length).toBeGreaterThanOrEqual(kept.length);
        expect(kept.every((each) => line.includes(each))).toBe(true);
      }),
    );
  });

  it('has every balancing authority on it, the west in the west', () => {
    for (const { longitude, latitude } of ACTIVE_BALANCING_AUTHORITIES) {
      expect(placeOnOutline(longitude, latitude)).not.toBeNull();
    }
    const [seattle, miami] = [placeOnOutline(-122.33, 47.61), placeOnOutline(-80.19, 25.76)] as [
      Point,
      Point,
    ];
    expect(seattle[0]).toBeLessThan(miami[0]);
    expect(seattle[1]).toBeLessThan(miami[1]);
  });
});

const entry = (code: string, demandMwh: number | null, intensity: number | null): BalancingAuthorityEntry => {
  const ba = ACTIVE_BALANCING_AUTHORITIES.find((one) => one.code === code);
  if (!ba) throw new Error(`no such balancing authority: ${code}`);
  return {
    ...ba,
    kind: 'balancing-authority',
    isSumOfMembers: false,
    neighbors: [],
    dataAsOf: demandMwh === null ? null : ({} as BalancingAuthorityEntry['dataAsOf']),
    latest: {
      pulseDate: null,
      headline: null,
      demandMwh,
      demandHourEnding: null,
      carbonIntensityDirectKgPerMwh: intensity,
      carbonIntensityHourEnding: null,
      duckScore: null,
      duckDate: null,
    },
    pulseDates: [],
    hourlyMonths: [],
  };
};

describe('the map', () => {
  const hrefOf = (code: string) => `/ba/${code}/`;
  const draw = (grids: BalancingAuthorityEntry[]) =>
    nationMap({ grids, hrefOf, kind: 'wide', labelledBy: 'map' });

  it('is well-formed, and links each grid by a name that says its figures', () => {
    const drawing = draw([
      entry('ERCO', 63_620, 420.5),
      entry('CISO', 27_412, 220.9),
      entry('HST', null, null),
    ]);
    expect(xmlErrors(drawing)).toEqual([]);
    expect(xmlErrors(mapOutline())).toEqual([]);
    expect(drawing).toContain('aria-label="Texas (ERCOT), ERCO: 63.6 GW, 421 g/kWh"');
    expect(drawing).toContain('aria-label="Homestead, HST: no hour received"');
    expect(drawing.match(/<a /g)).toHaveLength(3);
  });

  it('draws four times the demand as four times the area', () => {
    const radii = [
      ...draw([entry('ERCO', 80_000, 1), entry('CISO', 20_000, 1)]).matchAll(
        /<circle class="hit".*?<circle r="([\d.]+)"/g,
      ),
    ];
    expect(radii).toHaveLength(2);
    expect(Number(radii[0]?.[1]) / Number(radii[1]?.[1])).toBeCloseTo(2, 1);
  });

  it('puts an intensity in the step that the legend says', () => {
    expect([0, 99.4, 99.6, 250, 599, 600, 1100].map(carbonStepClass)).toEqual([
      'step-0',
      'step-0',
      'step-1',
      'step-2',
      'step-5',
      'step-6',
      'step-6',
    ]);
    expect(carbonStepClass(null)).toBe('step-none');
  });
});
