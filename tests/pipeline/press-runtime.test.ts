/** The press writes what Astro's own runtime would, in the part of it that components use. */
import * as ofAstro from 'astro/compiler-runtime';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as ours from '../../scripts/steps/press/runtime.ts';

const NAMES = [
  ...['href', 'class', 'id', 'aria-expanded', 'data-unit', 'value', 'width', 'tabindex', 'colspan'],
  ...['checked', 'disabled', 'open', 'selected', 'required', 'hidden', 'download'],
];
const anyText = fc.string({ unit: fc.constantFrom('a', '&', '"', "'", '<', '>', '\u00a0', '6', ';', '=') });
const anyValue = fc.oneof(
  anyText,
  fc.boolean(),
  fc.integer(),
  fc.double(),
  fc.constantFrom(null, undefined, '', 0),
);
const anyTag = fc.constantFrom('', 'a', 'input', 'chart-tools');

describe('the runtime of the press', () => {
  it('writes attributes as Astro does, of elements and of custom elements', () => {
    fc.assert(
      fc.property(fc.constantFrom(...NAMES), anyValue, anyTag, (name, value, tag) => {
        const expected = String(ofAstro.addAttribute(value, name, true, tag));
        expect(ours.addAttribute(value, name, true, tag).html).toBe(expected);
        expect(ours.spreadAttributes({ [name]: value }, tag).html).toBe(
          String(ofAstro.spreadAttributes({ [name]: value }, tag)),
        );
      }),
    );
  });

  it('joins the classes of a list as Astro does', () => {
    const anyClasses = fc.array(
      fc.oneof(anyText, fc.constantFrom(false, null, undefined, '', 'chart', ['a', 'b'])),
    );
    fc.assert(
      fc.property(anyClasses, (list) => {
        expect(ours.addAttribute(list, 'class:list').html).toBe(
          String(ofAstro.addAttribute(list, 'class:list')),
        );
      }),
    );
  });

  it('writes text and markup as Astro does, in lists and out of them', async () => {
    const anyChild = fc.oneof(anyValue, fc.array(anyText, { maxLength: 3 }));
    await fc.assert(
      fc.asyncProperty(anyChild, anyText, async (child, markup) => {
        const templateOf = ({ render, unescapeHTML }: typeof ours) =>
          render`<p>${child}</p>${[render`<b>${child}</b>`, unescapeHTML(markup)]}${() => child}`;
        let expected = '';
        const destination = { write: (chunk: unknown) => void (expected += textOf(chunk)) };
        await (templateOf(ofAstro as unknown as typeof ours) as unknown as Rendered).render(destination);
        expect(templateOf(ours).html).toBe(expected);
      }),
    );
  });

  it('refuses what it cannot write, instead of writing something else', () => {
    expect(() => ours.render`${Promise.resolve('late')}`).toThrow('cannot show [object Promise]');
    expect(() => ours.addAttribute({ color: 'red' }, 'style')).toThrow('cannot hold an object');
    expect(() => ours.addAttribute([{ chart: true }], 'class:list')).toThrow('cannot hold an object');
  });
});

interface Rendered {
  render(destination: { write(chunk: unknown): void }): void | Promise<void>;
}

/** Astro hands what it has not escaped yet to whoever collects it. */
const textOf = (chunk: unknown): string =>
  typeof chunk === 'string' ? ours.render`${chunk}`.html : String(chunk);
