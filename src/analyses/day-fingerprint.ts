/**
 * A number of 53 bits, which JSON holds exactly, for everything that a day's facts are made of: the reported hours of every series,
 * the flags of those that are not believed, and what is derived with a look at the hours around. Equal fingerprints
 * mean that the day need not be computed again. Not cryptographic: what is published is hashed by SHA-256.
 */
import type { LocalDay } from '../grid/hour.ts';
import type { HourlyFrame, HourlyValues } from '../grid/hourly-frame.ts';
import { SERIES_FAMILIES } from '../grid/observation.ts';
import { knowsSolar } from './duck-days.ts';
import { lastKnownHourOfFamily } from './freshness.ts';
import type { ReportContext } from './report-context.ts';
import { flagsWithin, type ScreenedFrame } from './screening.ts';

const number = new Float64Array(1);
const bits = new Int32Array(number.buffer);
/** A gap has one face: the sign of a NaN depends on how its code was compiled. */
const GAP = 0x7ff80000;

/** 32 bits of what is no whole number. */
function folded(value: number): number {
  if (Number.isNaN(value)) return GAP;
  number[0] = value;
  return Math.imul(bits[0] as number, 0x9e3779b1) ^ (bits[1] as number);
}

class Mixer {
  // Kept to 32 bits, or each step would make a number on the heap.
  private low = 0x811c9dc5 | 0;
  private high = 0x2545f491;

  word(word: number): void {
    this.low = Math.imul(this.low ^ word, 0x01000193);
    this.low ^= this.low >>> 15;
    this.high = Math.imul(this.high ^ word, 0x85ebca6b);
    this.high ^= this.high >>> 13;
  }

  /** A word an hour; the state in variables of its own, for there are millions. */
  hours(values: HourlyValues, from: number, to: number): void {
    let { low, high } = this;
    // Bounds as whole numbers: else the engine counts in floating point, which takes twice as long.
    const end = to | 0;
    for (let i = from | 0; i < end; i++) {
      const value = values[i] as number;
      const whole = value | 0;
      const word = whole === value ? whole : folded(value);
      low = Math.imul(low ^ word, 0x01000193);
      low ^= low >>> 15;
      high = Math.imul(high ^ word, 0x85ebca6b);
      high ^= high >>> 13;
    }
    this.low = low;
    this.high = high;
  }

  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.word(text.charCodeAt(i));
  }

  /** All bits of the one state, the upper 21 of the other. */
  digest(): number {
    return (this.high >>> 0) * 2 ** 21 + (this.low >>> 11);
  }
}

interface Column {
  name: string;
  /** 32 bits of it. */
  nameWord: number;
  values: HourlyValues;
}

function columnOf(name: string, values: HourlyValues): Column {
  const mixer = new Mixer();
  mixer.text(name);
  return { name, nameWord: mixer.digest() | 0, values };
}

const columnsOf = ({ series }: HourlyFrame): Column[] =>
  [...series].map(([kind, values]) => columnOf(kind, values)).sort((a, b) => (a.name < b.name ? -1 : 1));

/**
 * What an hour's rows alone do not tell: whether an absent source is a hole, and whether "other" is storage.
 * Emissions follow from the rows and from the positive generation: a hole is a gap in both, and storage that
 * changes no generation emits nothing.
 */
const derivedColumns = ({ derived: { utilitySolarMwh, windMwh, carbon } }: ReportContext): Column[] => [
  columnOf('solar', utilitySolarMwh),
  columnOf('wind', windMwh),
  columnOf('generation', carbon.generationMwh),
];

type Screened = Pick<ScreenedFrame, 'reported' | 'flags'>;

/** What was reported in a stretch of hours, what is derived of it, and what of it is not believed. */
function hourMixer({ reported, flags }: Screened, derived: readonly Column[]) {
  const columns = [...columnsOf(reported), ...derived];
  return (hours: Pick<LocalDay, 'firstHour' | 'hourCount'>): Mixer => {
    const { firstHour, hourCount } = hours;
    const from = Math.max(0, firstHour - reported.firstHour);
    const to = Math.min(reported.hourCount, firstHour - reported.firstHour + hourCount);
    const mixer = new Mixer();
    for (const { nameWord, values } of columns) {
      mixer.word(nameWord);
      mixer.hours(values, from, to);
    }
    for (const { hour, kind, rule } of flagsWithin({ flags }, hours)) mixer.text(`${hour} ${kind} ${rule}`);
    return mixer;
  };
}

/** Of hours as they are downloaded. */
export function rowsFingerprints(screened: Screened) {
  const mix = hourMixer(screened, []);
  return (hours: Pick<LocalDay, 'firstHour' | 'hourCount'>): number => mix(hours).digest();
}

/** The fingerprint of any day of the context. */
export function dayFingerprints(context: ReportContext): (day: LocalDay) => number {
  const { reported, trusted } = context.screened;
  const mix = hourMixer(context.screened, derivedColumns(context));
  const lastKnown = SERIES_FAMILIES.map((family) => lastKnownHourOfFamily(reported, family) ?? 0);
  return (day) => {
    const mixer = mix(day);
    mixer.text(String(knowsSolar(trusted, day)));
    for (const { hour, demandMwh, imputedMwh } of context.imputed)
      if (hour >= day.firstHour && hour < day.firstHour + day.hourCount)
        mixer.text(`${hour} ${demandMwh} ${imputedMwh}`);
    // Its stamps: as of its own end, or of an earlier hour where the series has not come so far.
    for (const hour of lastKnown) mixer.word(Math.min(hour, day.firstHour + day.hourCount - 1));
    return mixer.digest();
  };
}
