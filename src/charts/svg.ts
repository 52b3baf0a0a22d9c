/**
 * SVG as text. Colours, fonts and strokes are CSS classes (src/styles/charts.css): the content
 * security policy refuses inline style, and light, dark and forced colours choose their own.
 */
import { escapeMarkup } from '../formats/escape-markup.ts';

/** A coordinate: at most one decimal, and no "-0". */
export function coordinate(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return String(rounded === 0 ? 0 : rounded);
}

export type TextAnchor = 'start' | 'middle' | 'end';

const anchorOf = (anchor: TextAnchor): string => (anchor === 'start' ? '' : ` text-anchor="${anchor}"`);
const classOf = (className: string): string => (className ? ` class="${className}"` : '');

/** Words; without a class of their own they take that of their group. */
export function text(
  x: number,
  y: number,
  className: string,
  content: string,
  anchor: TextAnchor = 'start',
): string {
  return `<text x="${coordinate(x)}" y="${coordinate(y)}"${classOf(className)}${anchorOf(anchor)}>${escapeMarkup(content)}</text>`;
}

/** Words that share class and anchor, said once for all of them. */
export function textGroup(className: string, texts: readonly string[], anchor: TextAnchor = 'start'): string {
  return texts.length ? `<g${classOf(className)}${anchorOf(anchor)}>${texts.join('')}</g>` : '';
}

export const path = (className: string, d: string): string =>
  d ? `<path class="${className}" d="${d}"/>` : '';

export function rect(x: number, y: number, width: number, height: number, className: string): string {
  return `<rect x="${coordinate(x)}" y="${coordinate(y)}" width="${coordinate(width)}" height="${coordinate(height)}" class="${className}"/>`;
}

export const circle = (x: number, y: number, radius: number, className: string): string =>
  `<circle cx="${coordinate(x)}" cy="${coordinate(y)}" r="${radius}" class="${className}"/>`;

export interface SvgDocument {
  width: number;
  height: number;
  className: string;
  title: string;
  description: string;
  body: readonly string[];
}

/**
 * The drawing is hidden from screen readers: the page's caption and table say the same in HTML.
 * Title and description serve whoever takes the file away, to whom src/islands/chart-image.ts gives its namespace.
 */
export function svg({ width, height, className, title, description, body }: SvgDocument): string {
  return (
    `<svg class="${className}" viewBox="0 0 ${coordinate(width)} ${coordinate(height)}" aria-hidden="true">` +
    `<title>${escapeMarkup(title)}</title><desc>${escapeMarkup(description)}</desc>${body.join('')}</svg>`
  );
}
