/**
 * A region, or the nation, as the sum of its balancing authorities, for sources that do not report it
 * themselves (the bulk files). Each hour of a series is the sum over the members, or a gap where one
 * of them has a gap: a smaller sum would pass for the whole. What a member does not report at all
 * counts as nothing; of a series that only some of the serving members report there is no sum.
 * Total interchange sums to what leaves the whole: ties between members cancel.
 */
import type { Respondent } from '../grid/balancing-authority.ts';
import { type HourlyFrame, type HourlyValues, lastHourOf } from '../grid/hourly-frame.ts';
import { generationOf, type SeriesKind } from '../grid/observation.ts';
import { sliceHours } from './derived-series.ts';
import { presentSources } from './source-presence.ts';

export interface Member {
  respondent: Pick<Respondent, 'code' | 'active' | 'generationOnly' | 'activatedOn'>;
  /** Trusted values; null where no hour is held. */
  frame: HourlyFrame | null;
}

type Window = Pick<HourlyFrame, 'firstHour' | 'hourCount'>;
type MemberOver = Member & { series: Map<SeriesKind, HourlyValues> };

/** Before a balancing authority's first hour, and after a retired one's last, it adds nothing. */
function withoutItsAbsence(
  values: HourlyValues,
  { active, activatedOn }: Member['respondent'],
): HourlyValues {
  const first = values.findIndex((value) => !Number.isNaN(value));
  const last = values.findLastIndex((value) => !Number.isNaN(value));
  return values.map((value, i) => ((activatedOn && i < first) || (!active && i > last) ? 0 : value));
}

/** The series of one member over the window: plain ones as they are, sources with 0 where they do not exist. */
function seriesOfMember(
  frame: HourlyFrame,
  respondent: Member['respondent'],
  { firstHour, hourCount }: Window,
): Map<SeriesKind, HourlyValues> {
  const series = new Map<SeriesKind, HourlyValues>();
  const put = (kind: SeriesKind, values: HourlyValues) => {
    const inWindow = sliceHours(values, frame, firstHour, hourCount);
    series.set(kind, withoutItsAbsence(inWindow, respondent));
  };
  for (const kind of PLAIN_KINDS) {
    const values = frame.series.get(kind);
    if (values) put(kind, values);
  }
  for (const [source, values] of presentSources(frame)) put(generationOf(source), values);
  return series;
}

const PLAIN_KINDS: readonly SeriesKind[] = [
  'demand',
  'day-ahead-demand-forecast',
  'net-generation',
  'total-interchange',
];
const OF_THOSE_THAT_SERVE: readonly SeriesKind[] = ['demand', 'day-ahead-demand-forecast'];

function addInto(sum: HourlyValues, values: HourlyValues): void {
  for (let i = 0; i < sum.length; i++) sum[i] = (sum[i] as number) + (values[i] as number);
}

/** Hours of which a member's mix is unknown: no source can be summed there. */
function mixHoles(series: Map<SeriesKind, HourlyValues>, hourCount: number): HourlyValues {
  const holes = new Float64Array(hourCount);
  for (const [kind, values] of series) if (kind.startsWith('generation:')) addInto(holes, values);
  return holes.map((sum) => (Number.isNaN(sum) ? sum : 0));
}

/** Whether so many members report a series that their sum stands for the whole. */
export function isWhole(kind: SeriesKind, members: readonly MemberOver[]) {
  return members.every(
    ({ respondent, series }) =>
      !respondent.active ||
      (respondent.generationOnly && OF_THOSE_THAT_SERVE.includes(kind)) ||
      series.has(kind) ||
      (kind.startsWith('generation:') && [...series.keys()].some((other) => other.startsWith('generation:'))),
  );
}

/** The window that any member's hours span; null where no hour is held. */
export function windowOf(members: readonly Member[]): Window | null {
  const frames = members.flatMap(({ frame }) => frame ?? []);
  if (frames.length === 0) return null;
  const firstHour = Math.min(...frames.map((frame) => frame.firstHour));
  return { firstHour, hourCount: Math.max(...frames.map(lastHourOf)) - firstHour + 1 };
}

/** Each member with its series over the window. */
export const membersOver = (members: readonly Member[], window: Window): MemberOver[] =>
  members.map((member) => ({
    ...member,
    series: member.frame
      ? seriesOfMember(member.frame, member.respondent, window)
      : new Map<SeriesKind, HourlyValues>(),
  }));

/** Null where too few members report for any series to be whole. */
export function aggregateFrame(code: string, members: readonly Member[]): HourlyFrame | null {
  const window = windowOf(members);
  if (!window) return null;
  const { firstHour, hourCount } = window;
  const known = membersOver(members, window);
  const kinds = new Set(known.flatMap(({ series }) => [...series.keys()]));
  const whole = [...kinds].filter((kind) => isWhole(kind, known));
  const holes = known.map(({ series }) => mixHoles(series, hourCount));
  const sums = whole.map((kind): [SeriesKind, HourlyValues] => {
    const sum = new Float64Array(hourCount);
    known.forEach(({ series }, i) => {
      const values = series.get(kind) ?? (kind.startsWith('generation:') ? holes[i] : undefined);
      if (values) addInto(sum, values);
    });
    return [kind, sum];
  });
  return sums.length === 0 ? null : { respondent: code, firstHour, hourCount, series: new Map(sums) };
}
