/**
 * Every active balancing authority at its place: area by demand, colour by carbon intensity, a link
 * each. Where many stand close they are moved apart, and every target keeps 24 px as rendered: `wide`
 * is shown from 660 px on (1.48 units a pixel at the most), `narrow` from about 290 px on (1.25).
 */

import { escapeMarkup } from '../formats/escape-markup.ts';
import { formatCarbonIntensity, formatPower } from '../formats/units.ts';
import { displayName } from '../grid/balancing-authority.ts';
import type { BalancingAuthorityEntry } from '../snapshots/balancing-authorities.ts';
import { carbonStepClass } from './carbon-scale.ts';
import { countryOutline, placeOnOutline } from './country-outline.ts';
import { spreadCircles } from './spread-circles.ts';
import { coordinate } from './svg.ts';

export type MapWidth = 'wide' | 'narrow';

interface Layout {
  width: number;
  height: number;
  /** Where the outline's corner stands, and its size against the outline's own units. */
  left: number;
  top: number;
  scale: number;
  /** Units of the radius of one gigawatt. */
  radiusOfGw: number;
  smallestRadius: number;
  smallestReach: number;
  /** A circle from this radius on has its code written in it. */
  labelledFrom: number;
}

const LAYOUTS: Record<MapWidth, Layout> = {
  wide: {
    width: 960,
    height: 600,
    left: -8,
    top: -6,
    scale: 1,
    radiusOfGw: 5.6,
    smallestRadius: 4.5,
    smallestReach: 17.8,
    labelledFrom: 19,
  },
  narrow: {
    width: 360,
    height: 262,
    left: -6,
    top: 8,
    scale: 0.38,
    radiusOfGw: 2.35,
    smallestRadius: 3.2,
    smallestReach: 13.4,
    labelledFrom: 17.5,
  },
};

const GAP = 1.5;
const MW_PER_GW = 1000;

/** Demand in MW; an authority without customers has none, and stands at the smallest size. */
const radiusOf = (demandMw: number | null | undefined, { radiusOfGw, smallestRadius }: Layout): number =>
  Math.max(smallestRadius, radiusOfGw * Math.sqrt(Math.max(0, demandMw ?? 0) / MW_PER_GW));

interface Mark {
  ba: BalancingAuthorityEntry;
  radius: number;
  reach: number;
  x: number;
  y: number;
}

function markOf(ba: BalancingAuthorityEntry, layout: Layout): Mark[] {
  const place = placeOnOutline(ba.longitude, ba.latitude);
  if (!place) return [];
  const radius = radiusOf(ba.latest?.demandMwh, layout);
  const [x, y] = place;
  return [
    {
      ba,
      radius,
      reach: Math.max(radius + GAP, layout.smallestReach),
      x: layout.left + x * layout.scale,
      y: layout.top + y * layout.scale,
    },
  ];
}

/** `Texas (ERCOT), ERCO: 63.6 GW, 421 g/kWh`. */
export function mapWords(ba: BalancingAuthorityEntry): string {
  const { demandMwh = null, carbonIntensityDirectKgPerMwh: intensity = null } = ba.latest ?? {};
  const facts = [
    ba.generationOnly ? 'generation only' : demandMwh !== null && formatPower(demandMwh),
    intensity !== null && formatCarbonIntensity(intensity),
  ].filter((fact) => fact !== false);
  const known = ba.dataAsOf ? facts.join(', ') : 'no hour received';
  const name = displayName(ba);
  return `${name === ba.code ? name : `${name}, ${ba.code}`}: ${known}`;
}

function drawn({ ba, radius, reach, x, y }: Mark, layout: Layout, hrefOf: (code: string) => string): string {
  const words = escapeMarkup(mapWords(ba));
  const step = carbonStepClass(ba.latest?.carbonIntensityDirectKgPerMwh);
  const only = ba.generationOnly ? ' only' : '';
  const label = radius >= layout.labelledFrom ? `<text y=".36em">${ba.code}</text>` : '';
  return (
    `<a href="${escapeMarkup(hrefOf(ba.code))}" class="${step}${only}" aria-label="${words}" transform="translate(${coordinate(x)} ${coordinate(y)})">` +
    `<circle class="hit" r="${coordinate(Math.min(reach, layout.smallestReach))}"/><circle r="${coordinate(radius)}"/>${label}</a>`
  );
}

/** The narrow drawing has no room for more. */
const SIZES_GW: Record<MapWidth, number[]> = { wide: [100, 50, 10, 1], narrow: [100, 10] };
const SMALLEST_NAMED_GW = 10;

/** Nested circles of round sizes, standing on one line. */
function sizeLegend(kind: MapWidth, { height, radiusOfGw, width }: Layout): string {
  const rings = SIZES_GW[kind].map((gw) => ({ gw, radius: radiusOfGw * Math.sqrt(gw) }));
  const largest = rings[0]?.radius ?? 0;
  const x = largest + width / 60;
  const end = coordinate(x + largest + 6);
  const foot = height - 2;
  const circles = rings.map(
    ({ radius }) =>
      `<circle cx="${coordinate(x)}" cy="${coordinate(foot - radius)}" r="${coordinate(radius)}"/>`,
  );
  const words = rings
    .filter(({ gw }) => gw >= SMALLEST_NAMED_GW)
    .map(({ gw, radius }) => {
      const y = coordinate(foot - 2 * radius);
      return `<path d="M${coordinate(x)} ${y}H${end}"/><text x="${end}" y="${y}" dx=".2em" dy=".35em">${gw} GW</text>`;
    });
  return `<g class="map-sizes" aria-hidden="true">${circles.join('')}${words.join('')}</g>`;
}

/** The land, drawn once and used by both widths. */
export function mapOutline(): string {
  const { land, borders } = countryOutline();
  return `<svg class="map-defs" width="0" height="0" aria-hidden="true"><defs><g id="lower-48"><path class="map-land" d="${land}"/><path class="map-borders" d="${borders}"/></g></defs></svg>`;
}

export interface NationMap {
  grids: readonly BalancingAuthorityEntry[];
  hrefOf: (code: string) => string;
  kind: MapWidth;
  /** Of the element that says what the map shows. */
  labelledBy: string;
}

export function nationMap({ grids, hrefOf, kind, labelledBy }: NationMap): string {
  const layout = LAYOUTS[kind];
  const marks = grids.flatMap((ba) => markOf(ba, layout)).sort((a, b) => b.radius - a.radius);
  const circles = spreadCircles(marks, layout).map((mark) => drawn(mark, layout, hrefOf));
  const { left, top, scale, width, height } = layout;
  return (
    `<svg class="map map-${kind}" viewBox="0 0 ${width} ${height}" role="group" aria-labelledby="${labelledBy}">` +
    `<use href="#lower-48" transform="translate(${left} ${top}) scale(${scale})" class="map-ground"/>` +
    `${sizeLegend(kind, layout)}<g class="map-marks">${circles.join('')}</g></svg>`
  );
}
