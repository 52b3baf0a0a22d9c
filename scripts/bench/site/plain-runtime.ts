/**
 * What compiled pages ask of Astro's runtime, done by joining strings and nothing else: no streams, no
 * promises, no head to be collected. The pages of the site made so are the limit that a generator approaches.
 */

class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

const ESCAPES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string);

export function htmlOf(value: unknown): string {
  if (value instanceof Markup) return value.html;
  if (typeof value === 'function') return htmlOf(value());
  if (Array.isArray(value)) return value.map(htmlOf).join('');
  if (value === null || value === undefined || value === false || value === '') return '';
  return escaped(String(value));
}

export const render = (texts: TemplateStringsArray, ...values: unknown[]): Markup =>
  new Markup(texts.reduce((html, text, i) => html + htmlOf(values[i - 1]) + text));
export const unescapeHTML = (html: unknown): Markup => new Markup(String(html ?? ''));

type Slots = Record<string, (result: unknown) => unknown>;
type Component = (result: unknown, props: unknown, slots: Slots) => Markup;

export const Fragment: Component = (result, _props, slots) => new Markup(htmlOf(slots['default']?.(result)));
export const createComponent = (component: Component | { factory: Component }): Component =>
  typeof component === 'function' ? component : component.factory;
export const renderComponent = (
  result: unknown,
  _name: string,
  component: Component | string,
  props: Record<string, unknown>,
  slots: Slots = {},
): Markup =>
  typeof component === 'string' ? customElement(component, props, slots) : component(result, props, slots);

const customElement = (tag: string, props: Record<string, unknown>, slots: Slots): Markup =>
  render`${new Markup(`<${tag}`)}${spreadAttributes(props)}>${slots['default']}${new Markup(`</${tag}>`)}`;

export const renderSlot = (
  result: unknown,
  slot?: (result: unknown) => unknown,
  fallback?: unknown,
): Markup => new Markup(htmlOf(slot ? slot(result) : fallback));
export const mergeSlots = (...slots: Slots[]): Slots => Object.assign({}, ...slots);

function classes(value: unknown): string {
  if (Array.isArray(value)) return value.map(classes).filter(Boolean).join(' ');
  if (value === null || typeof value !== 'object') return value ? String(value) : '';
  return Object.entries(value)
    .filter(([, holds]) => holds)
    .map(([name]) => name)
    .join(' ');
}

export function addAttribute(value: unknown, name: string): Markup {
  if (name === 'class:list') return addAttribute(classes(value) || undefined, 'class');
  if (value === null || value === undefined || value === false) return new Markup('');
  if (value === true) return new Markup(` ${name}`);
  return new Markup(` ${name}="${String(value).replaceAll('&', '&#38;').replaceAll('"', '&#34;')}"`);
}
export const spreadAttributes = (values: Record<string, unknown> = {}): Markup =>
  new Markup(
    Object.entries(values)
      .map(([name, value]) => addAttribute(value, name).html)
      .join(''),
  );

export const renderScript = (_result: unknown, id: string): Markup =>
  new Markup(`<script type="module" src="/${id.length}.js"></script>`);
export const renderHead = (): Markup => new Markup('<link rel="stylesheet" href="/site.css">');
export const maybeRenderHead = (): string => '';
export const createAstro = (): void => {};
export const templateEnter = (): void => {};
export const templateExit = (): void => {};

/** What a component asks for by the name of Astro. */
export const resultOf = (params: Record<string, string>) => ({
  createAstro: (props: unknown, slots: Slots) => ({
    props,
    params,
    slots: { has: (name: string) => name in slots },
  }),
});
