import type { BadgeSnapshot } from '../snapshots/badge.ts';
import { escapeMarkup } from './escape-markup.ts';

const HEIGHT_PX = 20;
const PADDING_PX = 6;
/** Of a letter at 11 px, on average; `textLength` makes it so in every font. */
const LETTER_PX = 6.2;

const widthOf = (text: string) => Math.round(text.length * LETTER_PX);

const words = (text: string, x: number) =>
  `<text x="${x}" y="14" textLength="${widthOf(text)}" lengthAdjust="spacingAndGlyphs">${escapeMarkup(text)}</text>`;

/** The badge as a picture: two boxes side by side, the words read out as one. */
export function badgeSvg({ label, message, color }: BadgeSnapshot): string {
  const left = widthOf(label) + 2 * PADDING_PX;
  const right = widthOf(message) + 2 * PADDING_PX;
  const whole = escapeMarkup(`${label}: ${message}`);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${left + right}" height="${HEIGHT_PX}" role="img" aria-label="${whole}">` +
    `<title>${whole}</title>` +
    `<rect width="${left}" height="${HEIGHT_PX}" fill="#333"/>` +
    `<rect x="${left}" width="${right}" height="${HEIGHT_PX}" fill="#${color}"/>` +
    '<g fill="#fff" font-family="Verdana,Geneva,DejaVu Sans,sans-serif" font-size="11">' +
    `${words(label, PADDING_PX)}${words(message, left + PADDING_PX)}</g></svg>\n`
  );
}
