/**
 * The Lower 48 as paths for the map, from the US Census Bureau's cartographic boundaries as us-atlas
 * publishes them: already projected (Albers, 975 x 610 units). Arcs are simplified before they are
 * joined, so that a border still meets the coast where it did.
 */

import { geoAlbersUsa } from 'd3-geo';
import { merge, mesh } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'us-atlas/states-albers-10m.json' with { type: 'json' };

export type Point = readonly [x: number, y: number];

/** Of the drawing that the paths are made for, in its units. */
export const OUTLINE_WIDTH = 975;
export const OUTLINE_HEIGHT = 610;

const TOLERANCE = 1.2;
/** Square units; smaller islands are not drawn. */
const SMALLEST_ISLAND = 40;
const ALASKA = '02';
const HAWAII = '15';
const LAST_STATE = 56;

const projection = geoAlbersUsa()
  .scale(1300)
  .translate([OUTLINE_WIDTH / 2, OUTLINE_HEIGHT / 2]);

/** Where a place of the Lower 48 stands on the outline; null beyond it. */
export const placeOnOutline = (longitude: number, latitude: number): Point | null =>
  projection([longitude, latitude]);

export interface CountryOutline {
  land: string;
  borders: string;
}

type States = Topology<{ states: GeometryCollection }>;

export function countryOutline(): CountryOutline {
  const topology = simplified(atlas as unknown as States);
  const states = topology.objects.states.geometries.filter(({ id }) => isOfLower48(String(id)));
  const land = merge(topology, states as Parameters<typeof merge>[1]);
  const borders = mesh(topology, { type: 'GeometryCollection', geometries: states }, (a, b) => a !== b);
  const rings = land.coordinates
    .flat()
    .map(asPoints)
    .filter((ring) => areaOf(ring) > SMALLEST_ISLAND);
  return {
    land: rings.map((ring) => `${relativePath(ring.slice(0, -1))}z`).join(''),
    borders: borders.coordinates.map((line) => relativePath(asPoints(line))).join(''),
  };
}

const isOfLower48 = (id: string) => id !== ALASKA && id !== HAWAII && Number(id) <= LAST_STATE;

const asPoints = (line: readonly number[][]): Point[] =>
  line.map(([x = 0, y = 0]) => [Math.round(x), Math.round(y)]);

/** Arcs as absolute coordinates, each with fewer points. */
function simplified(topology: States): States {
  const { transform, arcs, ...rest } = topology;
  const [scaleX, scaleY] = transform?.scale ?? [1, 1];
  const [left, top] = transform?.translate ?? [0, 0];
  const absolute = arcs.map((arc) => {
    let [x, y] = [0, 0];
    return arc.map(([dx = 0, dy = 0]): Point => {
      x += dx;
      y += dy;
      return [x * scaleX + left, y * scaleY + top];
    });
  });
  return { ...rest, arcs: absolute.map((arc) => thinned(arc, TOLERANCE).map((point) => [...point])) };
}

/** Douglas and Peucker: keeps the ends, and every point further than the tolerance from what replaces it. */
export function thinned(line: readonly Point[], tolerance: number): Point[] {
  const first = line[0];
  const last = line.at(-1);
  if (!first || !last || line.length < 3) return [...line];
  const distances = line.map((point) => distanceToSegment(point, first, last));
  const farthest = Math.max(...distances);
  if (farthest <= tolerance) return [first, last];
  const split = distances.indexOf(farthest);
  return [
    ...thinned(line.slice(0, split + 1), tolerance).slice(0, -1),
    ...thinned(line.slice(split), tolerance),
  ];
}

function distanceToSegment([x, y]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const squared = dx * dx + dy * dy;
  const along = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared));
  return Math.hypot(x - ax - along * dx, y - ay - along * dy);
}

/** Shoelace. */
function areaOf(ring: readonly Point[]): number {
  const doubled = ring.reduce((sum, [x, y], i) => {
    const [nextX, nextY] = ring[(i + 1) % ring.length] as Point;
    return sum + x * nextY - nextX * y;
  }, 0);
  return Math.abs(doubled) / 2;
}

/** Whole units and steps from point to point: half the bytes of absolute coordinates. */
function relativePath(points: readonly Point[]): string {
  const [first, ...rest] = points;
  if (!first) return '';
  let [x, y] = first;
  const steps = rest
    .map(([nextX, nextY]) => {
      const step = [nextX - x, nextY - y] as const;
      [x, y] = [nextX, nextY];
      return step;
    })
    .filter(([dx, dy]) => dx !== 0 || dy !== 0)
    .map(([dx, dy]) => `${dx}${dy < 0 ? '' : ' '}${dy}`);
  return steps.length ? `M${first[0]} ${first[1]}l${steps.join(' ').replaceAll(' -', '-')}` : '';
}
