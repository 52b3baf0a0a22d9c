import { feature } from 'topojson-client';
import type { GeometryCollection, Topology } from 'topojson-specification';
import atlas from 'us-atlas/states-albers-10m.json' with { type: 'json' };
import { describe, expect, it } from 'vitest';
import { placeOnOutline } from '../../src/charts/country-outline.ts';
import { ACTIVE_BALANCING_AUTHORITIES, BALANCING_AUTHORITIES } from '../../src/grid/balancing-authority.ts';
import { SERVICE_AREAS, STATE_NAMES, serviceAreaOf } from '../../src/grid/service-area.ts';

/** Coordinates are good to a tenth of a degree; coasts are drawn coarsely. */
const TOLERANCE_UNITS = 9;

type Ring = number[][];
const topology = atlas as unknown as Topology<{ states: GeometryCollection<{ name: string }> }>;
const ringsOf = new Map(
  feature(topology, topology.objects.states).features.map(({ properties, geometry }) => {
    const polygons = (
      geometry.type === 'Polygon'
        ? [geometry.coordinates]
        : 'coordinates' in geometry
          ? geometry.coordinates
          : []
    ) as Ring[][];
    return [properties.name, polygons.map(([outer]) => outer as Ring)] as const;
  }),
);

function isInside([x, y]: readonly [number, number], ring: Ring): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi = 0, yi = 0] = ring[i] as number[];
    const [xj = 0, yj = 0] = ring[j] as number[];
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside;
  }
  return inside;
}

const isNear = ([x, y]: readonly [number, number], ring: Ring) =>
  ring.some(([px = 0, py = 0]) => Math.hypot(px - x, py - y) < TOLERANCE_UNITS);

describe('service areas', () => {
  it('name every balancing authority once, and states that there are', () => {
    const codes = SERVICE_AREAS.map(({ code }) => code);
    expect(new Set(codes).size).toBe(codes.length);
    expect([...codes].sort()).toEqual(BALANCING_AUTHORITIES.map(({ code }) => code).sort());
    for (const { code, states, cities } of SERVICE_AREAS) {
      expect(states.length, code).toBeGreaterThan(0);
      for (const state of [...states, ...cities.map((city) => city.state)]) {
        expect(STATE_NAMES[state], `${state} of ${code}`).toBeDefined();
        expect(states).toContain(state);
      }
    }
  });

  it('put every city into its state', () => {
    for (const { cities } of SERVICE_AREAS) {
      for (const { name, state, longitude, latitude } of cities) {
        const place = placeOnOutline(longitude, latitude);
        expect(place, name).not.toBeNull();
        const rings = ringsOf.get(STATE_NAMES[state] as string) ?? [];
        const lies = rings.some((ring) => place && (isInside(place, ring) || isNear(place, ring)));
        expect(lies, `${name}, ${state}`).toBe(true);
      }
    }
  });

  it('leave no state of the Lower 48 without somebody who serves it', () => {
    const served = ACTIVE_BALANCING_AUTHORITIES.flatMap(({ code }) => serviceAreaOf(code)?.states ?? []);
    expect(Object.keys(STATE_NAMES).filter((state) => !served.includes(state))).toEqual([]);
  });
});
