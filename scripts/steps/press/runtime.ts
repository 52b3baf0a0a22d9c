/**
 * What the site's compiled components ask of Astro's runtime, done by joining strings: no streams, no promises. They use
 * a small part of it (properties, slots, attributes, scripts, a redirect), and that part writes the bytes that Astro
 * writes: tests hold both side by side. What is not here does not compile.
 *
 * By the interface between Astro's compiler and its runtime, `astro/compiler-runtime` of version 7.
 */

export class Markup {
  readonly html: string;
  constructor(html: string) {
    this.html = html;
  }
}

const NOTHING = new Markup('');

/** A page that only leads to another. */
export class Redirect {
  readonly to: string;
  constructor(to: string) {
    this.to = to;
  }
}

/** What is the same on every page of a route, and what one page has shown so far. */
export interface Page {
  params: Readonly<Record<string, string | undefined>>;
  /** Markup of the style sheets. */
  head: string;
  /** The address of a script that components name. @throws Error where none was compiled */
  scriptAddress: (id: string) => string;
  /** Scripts that stand on the page already. */
  scripts: Set<string>;
}

type Slot = (page: Page) => unknown;
type Slots = Readonly<Record<string, Slot>>;
export type Props = Readonly<Record<string, unknown>>;
export type Component = (result: Result, props: Props, slots: Slots) => Markup | Redirect;

interface Result extends Page {
  createAstro: (props: Props, slots: Slots) => object;
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const UNSAFE = /[&<>"']/;
const escaped = (text: string): string =>
  UNSAFE.test(text) ? text.replace(/[&<>"']/g, (sign) => ESCAPES[sign] as string) : text;

function htmlOf(value: unknown): string {
  if (typeof value === 'string') return escaped(value);
  if (value instanceof Markup) return value.html;
  if (Array.isArray(value)) return value.reduce<string>((html, each) => html + htmlOf(each), '');
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'function') return htmlOf(value());
  if (typeof value === 'number' || value === true) return String(value);
  throw new TypeError(`A page cannot show ${Object.prototype.toString.call(value)}`);
}

export function render(texts: TemplateStringsArray, ...values: unknown[]): Markup {
  let html = texts[0] as string;
  for (let i = 0; i < values.length; i++) html += htmlOf(values[i]) + texts[i + 1];
  return new Markup(html);
}

export const unescapeHTML = (html: unknown): Markup => new Markup(String(html ?? ''));

export const createComponent = (component: Component): Component => component;
export const createAstro = (): void => {};

export const renderComponent = (
  result: Result,
  _name: string,
  component: Component | string,
  props: Props,
  slots: Slots = {},
): unknown =>
  typeof component === 'string'
    ? customElement(result, component, props, slots)
    : component(result, props, slots);

const customElement = (result: Result, tag: string, props: Props, slots: Slots): Markup =>
  new Markup(`<${tag}${spreadAttributes(props, tag).html}>${htmlOf(slots['default']?.(result))}</${tag}>`);

export const Fragment: Component = (result, _props, slots) => new Markup(htmlOf(slots['default']?.(result)));

export const renderSlot = (result: Result, slot?: Slot): unknown => slot?.(result);
export const mergeSlots = (...slots: Slots[]): Slots => Object.assign({}, ...slots);

/** Attributes whose presence is their value. Of others, `false` is a value, as in aria-expanded="false". */
const BOOLEAN =
  /^(?:allowfullscreen|async|autofocus|autoplay|checked|controls|default|defer|disabled|inert|itemscope|loop|muted|nomodule|novalidate|open|playsinline|readonly|required|reversed|selected)$/;
const BOOLEAN_OR_TEXT = /^(?:download|hidden)$/;
const isPresence = (name: string, value: unknown): boolean =>
  BOOLEAN.test(name) || (typeof value === 'boolean' && BOOLEAN_OR_TEXT.test(name));

function attributeText(value: unknown): string {
  if (typeof value === 'object' || typeof value === 'function')
    throw new TypeError('An attribute cannot hold an object');
  return String(value).replaceAll('&', '&amp;').replaceAll('"', '&quot;');
}

function classes(value: unknown): string {
  if (Array.isArray(value)) return value.map(classes).filter(Boolean).join(' ');
  return value ? attributeText(value) : '';
}

export function addAttribute(value: unknown, name: string, _escapes = true, tag = ''): Markup {
  if (value === null || value === undefined) return NOTHING;
  if (name === 'class:list') {
    const list = classes(value);
    return list ? new Markup(` class="${list}"`) : NOTHING;
  }
  if (!tag.includes('-') && isPresence(name, value)) return value ? new Markup(` ${name}`) : NOTHING;
  return new Markup(value === '' ? ` ${name}` : ` ${name}="${attributeText(value)}"`);
}

export const spreadAttributes = (values: Props = {}, tag = ''): Markup =>
  new Markup(
    Object.entries(values).reduce(
      (html, [name, value]) => html + addAttribute(value, name, true, tag).html,
      '',
    ),
  );

export function renderScript({ scripts, scriptAddress }: Result, id: string): Markup {
  if (scripts.has(id)) return NOTHING;
  scripts.add(id);
  return new Markup(`<script type="module" src="${scriptAddress(id)}"></script>`);
}

export const renderHead = ({ head }: Result): Markup => new Markup(head);
/** Of pages without a head, and there are none. */
export const maybeRenderHead = (): Markup => NOTHING;
export const templateEnter = (): void => {};
export const templateExit = (): void => {};

/** A page as text. @throws whatever its component throws */
export function pageOf(component: Component, props: Props, page: Page): string | Redirect {
  const createAstro = (of: Props): object => ({
    props: of,
    params: page.params,
    redirect: (to: string) => new Redirect(to),
  });
  const made = component({ ...page, createAstro }, props, {});
  // The compiler leaves it out of what it compiles.
  return made instanceof Redirect ? made : `<!DOCTYPE html>${made.html}`;
}
