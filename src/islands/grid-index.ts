/** The index that search and "use my location" look into; the site writes it as /grid-index.json. */

export interface IndexedCity {
  /** `Houston, TX`. */
  name: string;
  latitude: number;
  longitude: number;
}

export interface IndexedGrid {
  code: string;
  /** As sentences call it, and as it is registered. */
  name: string;
  legalName: string;
  /** Path of its page. */
  href: string;
  timezone: string;
  /** `CA`, `California`. */
  states: string[];
  cities: IndexedCity[];
  /** What a reader should know before going there: that it is retired, or only generates. */
  note: string | null;
  /** Whether a day of it is published. */
  hasPulse: boolean;
}

export interface Found {
  grid: IndexedGrid;
  /** The city or state that the words were found in; null where it was the name or the code. */
  place: string | null;
  score: number;
}

const MARKS = /\p{M}/gu;
const NOT_WORD = /[^\p{L}\p{N}]+/gu;

/** Lower case, without accents and punctuation: `Coeur d’Alene` as `coeur d alene`. */
export const plain = (text: string): string =>
  text.normalize('NFD').replace(MARKS, '').toLowerCase().replace(NOT_WORD, ' ').trim();

/** 3: the same, 2: it begins so, 1: one of its words begins so, 0: not at all. */
function likeness(text: string, query: string): 0 | 1 | 2 | 3 {
  const words = plain(text);
  if (words === query) return 3;
  if (words.startsWith(query)) return 2;
  return ` ${words}`.includes(` ${query}`) ? 1 : 0;
}

const best = <T>(items: readonly T[], scoreOf: (item: T) => number): { item: T; score: number } | null =>
  items
    .map((item) => ({ item, score: scoreOf(item) }))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score)[0] ?? null;

/** A code is meant as such; a name before a city, a city before a state. */
function lookUp(grid: IndexedGrid, query: string): Found | null {
  const name = 10 * Math.max(likeness(grid.name, query), likeness(grid.legalName, query));
  const code = plain(grid.code) === query ? 100 : plain(grid.code).startsWith(query) ? 15 : 0;
  const city = best(grid.cities, (each) => 8 * likeness(each.name.replace(/, [A-Z]{2}$/, ''), query));
  const state = best(grid.states, (each) => (likeness(each, query) === 3 ? 12 : 4 * likeness(each, query)));
  const both = best(grid.cities, (each) => 8 * likeness(each.name, query));
  const found = [
    { place: null, score: Math.max(name, code) },
    { place: city?.item.name ?? null, score: city?.score ?? 0 },
    { place: both?.item.name ?? null, score: both?.score ?? 0 },
    { place: fullState(state?.item, grid), score: state?.score ?? 0 },
  ].sort((a, b) => b.score - a.score)[0];
  return found && found.score > 0 ? { grid, ...found } : null;
}

/** A state stands in the index as its postal code followed by its name. */
function fullState(matched: string | undefined, { states }: IndexedGrid): string | null {
  if (!matched) return null;
  return matched.length > 2 ? matched : (states[states.indexOf(matched) + 1] ?? matched);
}

/** The best first; of equals, whoever is active, then by name. */
export function search(index: readonly IndexedGrid[], words: string): Found[] {
  const query = plain(words);
  if (!query) return [];
  return index
    .flatMap((grid) => lookUp(grid, query) ?? [])
    .sort(
      (a, b) =>
        b.score - a.score ||
        Number(a.grid.note !== null) - Number(b.grid.note !== null) ||
        a.grid.name.localeCompare(b.grid.name),
    );
}

const EARTH_RADIUS_KM = 6371;
const radians = (degrees: number) => (degrees * Math.PI) / 180;

export interface Position {
  latitude: number;
  longitude: number;
}

/** Great-circle distance, by the haversine formula. */
export function distanceKm(a: Position, b: Position): number {
  const dLatitude = radians(b.latitude - a.latitude);
  const dLongitude = radians(b.longitude - a.longitude);
  const h =
    Math.sin(dLatitude / 2) ** 2 +
    Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * Math.sin(dLongitude / 2) ** 2;
  return 2 * EARTH_RADIUS_KM * Math.asin(Math.sqrt(h));
}

export interface Near {
  grid: IndexedGrid;
  city: IndexedCity;
  km: number;
}

/** Each grid that serves customers by its city closest to a position, the closest first. */
export function nearest(index: readonly IndexedGrid[], position: Position, count: number): Near[] {
  return index
    .filter(({ note }) => note === null)
    .flatMap((grid) => {
      const near = grid.cities
        .map((city) => ({ grid, city, km: distanceKm(position, city) }))
        .sort((a, b) => a.km - b.km)[0];
      return near ?? [];
    })
    .sort((a, b) => a.km - b.km)
    .slice(0, count);
}
