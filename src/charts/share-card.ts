/**
 * The picture that a shared link shows, 1200 by 630: what happened, in large letters, and the day's curve.
 * Colours are written out, since a picture has no style sheet.
 */

import { escapeMarkup } from '../formats/escape-markup.ts';
import type { PulseSnapshot } from '../snapshots/pulse.ts';
import { hourArea, hourLine } from './hour-path.ts';

export const CARD_WIDTH = 1200;
export const CARD_HEIGHT = 630;

const PAPER = '#fbfaf6';
const INK = '#1d1b16';
const MUTE = '#625d52';
const ACCENT = '#0b6e6e';
const MARGIN = 64;
const HEADLINE_SIZE = 56;
/** Of the serif face, in ems; a little generous. */
const LETTER_EM = 0.47;
const CURVE = { top: 400, bottom: 560 };

/** Words in lines that fit the card. */
export function linesOf(text: string, size: number, width = CARD_WIDTH - 2 * MARGIN): string[] {
  const most = Math.floor(width / (size * LETTER_EM));
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= most)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

const words = (x: number, y: number, size: number, face: string, fill: string, text: string): string =>
  `<text x="${x}" y="${y}" font-family="${face}" font-size="${size}" fill="${fill}">${escapeMarkup(text)}</text>`;

/** Demand as an area under its line; generation where no demand is reported; nothing where nothing is known. */
function curve({ hours }: PulseSnapshot): string {
  const hasDemand = hours.demandMwh.some((value) => value !== null);
  const values = hasDemand ? hours.demandMwh : hours.netGenerationMwh;
  const known = values.filter((value) => value !== null);
  if (known.length === 0) return '';
  const [low, high] = [Math.min(0, ...known), Math.max(1, ...known)];
  const scales = {
    x: (hour: number) => (CARD_WIDTH * hour) / values.length,
    y: (mw: number) => CURVE.bottom - ((mw - low) / (high - low)) * (CURVE.bottom - CURVE.top),
  };
  return (
    `<path fill="${ACCENT}" fill-opacity="0.16" d="${hourArea(values, scales, low)}"/>` +
    `<path fill="none" stroke="${ACCENT}" stroke-width="6" d="${hourLine(values, scales)}"/>`
  );
}

export interface ShareCard {
  /** Above: whose day, or what the page is. */
  kicker: string;
  headline: string;
  /** The day whose curve is drawn; null: no curve. */
  pulse: PulseSnapshot | null;
  isSample: boolean;
}

export function shareCard({ kicker, headline, pulse, isSample }: ShareCard): string {
  const lines = linesOf(headline, HEADLINE_SIZE).slice(0, 4);
  return (
    `<svg xmlns="http://www.w3.org/2000/svg" width="${CARD_WIDTH}" height="${CARD_HEIGHT}" viewBox="0 0 ${CARD_WIDTH} ${CARD_HEIGHT}">` +
    `<rect width="${CARD_WIDTH}" height="${CARD_HEIGHT}" fill="${PAPER}"/>` +
    (pulse ? curve(pulse) : '') +
    words(MARGIN, 88, 28, 'Inter', MUTE, kicker) +
    lines.map((line, i) => words(MARGIN, 164 + i * 66, HEADLINE_SIZE, 'Newsreader', INK, line)).join('') +
    words(
      MARGIN,
      604,
      24,
      'Inter',
      MUTE,
      `GridPulse · EIA-930, preliminary${isSample ? ' · sample data, not real' : ''}`,
    ) +
    '</svg>'
  );
}
