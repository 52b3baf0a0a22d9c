/** What a reader prefers. It is kept in this browser and nowhere else, and travels only in a link that the reader makes. */

export interface SavedView {
  name: string;
  /** Path with query, below this site. */
  path: string;
}

export interface Settings {
  /** Code of the reader's own grid. */
  grid: string | null;
  /** Whose clock stamps are on. */
  zone: 'grid' | 'mine';
  /** `auto`: GW from one gigawatt on, as the pages are written. */
  power: 'auto' | 'MW' | 'GW';
  intensity: 'g/kWh' | 'lb/MWh';
  theme: 'system' | 'light' | 'dark';
  views: SavedView[];
}

export const DEFAULTS: Readonly<Settings> = {
  grid: null,
  zone: 'grid',
  power: 'auto',
  intensity: 'g/kWh',
  theme: 'system',
  views: [],
};

/** public/theme.js reads the same entry. */
export const STORAGE_KEY = 'gridpulse:settings';
export const CHANGED_EVENT = 'gridpulse:settings';
const FRAGMENT = '#settings=';
const MOST_VIEWS = 20;
const LONGEST_NAME = 80;
const LONGEST_PATH = 400;

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const oneOf = <T extends string>(allowed: readonly T[], value: unknown, otherwise: T): T =>
  allowed.find((each) => each === value) ?? otherwise;

/** A path of this site: one that began with two slashes would lead to another. */
function savedView(value: unknown): SavedView[] {
  if (!isRecord(value)) return [];
  const { name, path } = value;
  if (typeof name !== 'string' || typeof path !== 'string') return [];
  const isOurs = /^\/(?![/\\])[^\s\\]*$/.test(path) && path.length <= LONGEST_PATH;
  return isOurs && name.trim() ? [{ name: name.trim().slice(0, LONGEST_NAME), path }] : [];
}

/** Whatever was stored or linked: each field that is not what it should be falls back to its default. */
export function parseSettings(value: unknown): Settings {
  if (!isRecord(value)) return { ...DEFAULTS };
  const { grid, zone, power, intensity, theme, views } = value;
  return {
    grid: typeof grid === 'string' && /^[A-Z0-9]{2,5}$/.test(grid) ? grid : null,
    zone: oneOf(['grid', 'mine'], zone, DEFAULTS.zone),
    power: oneOf(['auto', 'MW', 'GW'], power, DEFAULTS.power),
    intensity: oneOf(['g/kWh', 'lb/MWh'], intensity, DEFAULTS.intensity),
    theme: oneOf(['system', 'light', 'dark'], theme, DEFAULTS.theme),
    views: Array.isArray(views) ? views.flatMap(savedView).slice(0, MOST_VIEWS) : [],
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Storage can be forbidden, full or absent: then the defaults hold. */
export function readSettings(storage: Pick<Storage, 'getItem'> | null = browserStorage()): Settings {
  try {
    return parseSettings(parseJson(storage?.getItem(STORAGE_KEY) ?? ''));
  } catch {
    return { ...DEFAULTS };
  }
}

/** Whether they were kept. */
export function writeSettings(
  settings: Settings,
  storage: Pick<Storage, 'setItem'> | null = browserStorage(),
): boolean {
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(settings));
    return storage !== null;
  } catch {
    return false;
  }
}

function browserStorage(): Storage | null {
  try {
    return globalThis.localStorage ?? null;
  } catch {
    return null;
  }
}

/** Base 64 for addresses, of UTF-8. */
export function asFragment(settings: Settings): string {
  const bytes = new TextEncoder().encode(JSON.stringify(settings));
  const text = btoa(String.fromCharCode(...bytes));
  return FRAGMENT + text.replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
}

/** The settings that an address carries; null where it carries none that can be read. */
export function fromFragment(fragment: string): Settings | null {
  if (!fragment.startsWith(FRAGMENT)) return null;
  try {
    const text = atob(fragment.slice(FRAGMENT.length).replaceAll('-', '+').replaceAll('_', '/'));
    const bytes = Uint8Array.from(text, (letter) => letter.charCodeAt(0));
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    return isRecord(value) ? parseSettings(value) : null;
  } catch {
    return null;
  }
}
