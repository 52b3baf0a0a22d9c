/**
 * A number of 64 bits for everything that a day's facts are made of: the reported hours of every series,
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

/** Of a number's upper word: all set in NaN. */
const EXPONENT = 0x7ff00000;

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

  /** Two words an hour; the state in variables of its own, for there are millions. */
  hours(words: Uint32Array, from: number, to: number): void {
    let { low, high } = this;
    for (let i = 2 * from; i < 2 * to; i++) {
      let word = words[i] as number;
      // A gap has one face: the sign of a NaN depends on how its code was compiled.
      if (i & 1 && (word & EXPONENT) === EXPONENT) word = EXPONENT;
      low = Math.imul(low ^ word, 0x01000193);
      low ^= low >>> 15;
      high = Math.imul(high ^ word, 0x85ebca6b);
      high ^= high >>> 13;
    }
    this.low = low;
    this.high = high;
  }

  /** All that another one was given. */
  mixed({ low, high }: Mixer): void {
    this.word(low);
    this.word(high);
  }

  text(text: string): void {
    for (let i = 0; i < text.length; i++) this.word(text.charCodeAt(i));
  }

  digest(): string {
    const hex = (word: number) => (word >>> 0).toString(16).padStart(8, '0');
    return hex(this.low) + hex(this.high);
  }
}

interface NamedWords {
  name: string;
  nameMixer: Mixer;
  /** Two for each hour of the frame. */
  words: Uint32Array;
}

function wordsOf(name: string, values: HourlyValues): NamedWords {
  const nameMixer = new Mixer();
  nameMixer.text(name);
  return { name, nameMixer, words: new Uint32Array(values.buffer, values.byteOffset, values.length * 2) };
}

const wordsOfSeries = ({ series }: HourlyFrame): NamedWords[] =>
  [...series].map(([kind, values]) => wordsOf(kind, values)).sort((a, b) => (a.name < b.name ? -1 : 1));

const wordsOfDerived = ({ derived: { utilitySolarMwh, windMwh, carbon } }: ReportContext): NamedWords[] => [
  wordsOf('solar', utilitySolarMwh),
  wordsOf('wind', windMwh),
  wordsOf('generation', carbon.generationMwh),
  wordsOf('direct', carbon.emissionsKg.direct),
  wordsOf('lifecycle', carbon.emissionsKg.lifecycle),
];

type Screened = Pick<ScreenedFrame, 'reported' | 'flags'>;

/** What was reported in a stretch of hours, what is derived of it, and what of it is not believed. */
function hourMixer({ reported, flags }: Screened, derived: readonly NamedWords[]) {
  const columns = [...wordsOfSeries(reported), ...derived];
  return (hours: Pick<LocalDay, 'firstHour' | 'hourCount'>): Mixer => {
    const { firstHour, hourCount } = hours;
    const from = Math.max(0, firstHour - reported.firstHour);
    const to = Math.min(reported.hourCount, firstHour - reported.firstHour + hourCount);
    const mixer = new Mixer();
    for (const { nameMixer, words } of columns) {
      mixer.mixed(nameMixer);
      mixer.hours(words, from, to);
    }
    for (const { hour, kind, rule } of flagsWithin({ flags }, hours)) mixer.text(`${hour} ${kind} ${rule}`);
    return mixer;
  };
}

/** Of hours as they are downloaded. */
export function rowsFingerprints(screened: Screened) {
  const mix = hourMixer(screened, []);
  return (hours: Pick<LocalDay, 'firstHour' | 'hourCount'>): string => mix(hours).digest();
}

/** The fingerprint of any day of the context. */
export function dayFingerprints(context: ReportContext): (day: LocalDay) => string {
  const { reported, trusted } = context.screened;
  const mix = hourMixer(context.screened, wordsOfDerived(context));
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
