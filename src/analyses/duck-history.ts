/**
 * What the scored days of a balancing authority add up to: the best of late, the season, the records.
 * Of days with every hour known only: a record allows no gap.
 */
import { addDays } from '../grid/hour.ts';
import type { DuckDay, DuckMonth, DuckRecord, DucksSnapshot } from '../snapshots/ducks.ts';
import { quantile } from './statistics.ts';

const GALLERY_DAYS = 60;
const GALLERY_SIZE = 8;
const RECORD_SIZE = 5;

type History = Pick<DucksSnapshot, 'held' | 'gallery' | 'season' | 'records'>;
type ScoredDay = DuckDay & { score: number; raw: NonNullable<DuckDay['raw']> };

/** A day whose score counts: utility solar reported, every hour known. */
export const isScored = (day: DuckDay): day is ScoredDay =>
  day.status === 'scored' && day.score !== null && day.raw !== null;

const scoreOf = ({ date, score }: ScoredDay) => ({ date, score });

/** Highest score first, the newer of equals first. */
const ranking = (a: ScoredDay, b: ScoredDay): number => b.score - a.score || (a.date < b.date ? 1 : -1);
/** So many of the best, the best first. */
function bestFew(days: ScoredDay[], count: number): ScoredDay[] {
  const best: ScoredDay[] = [];
  for (const day of days) {
    if (best.length === count && ranking(day, best.at(-1) as ScoredDay) > 0) continue;
    best.splice(best.findLastIndex((other) => ranking(other, day) < 0) + 1, 0, day);
    if (best.length > count) best.pop();
  }
  return best;
}
const bestOf = (days: ScoredDay[]): ScoredDay =>
  days.reduce((best, day) => (ranking(day, best) < 0 ? day : best));

const withASun = (days: ScoredDay[]): ScoredDay[] => days.filter(({ score }) => score > 0);

function monthOf(month: string, days: ScoredDay[]): DuckMonth {
  const scores = days.map(({ score }) => score);
  return {
    month,
    scoredDays: days.length,
    median: quantile(scores, 0.5),
    percentile10: quantile(scores, 0.1),
    percentile90: quantile(scores, 0.9),
    best: scoreOf(bestOf(days)),
  };
}

function seasonOf(days: ScoredDay[]): DuckMonth[] {
  const months = Object.entries(Object.groupBy(days, ({ date }) => date.slice(0, 7)));
  return months
    .map(([month, ofMonth]) => monthOf(month, ofMonth as ScoredDay[]))
    .sort((a, b) => (a.month < b.month ? -1 : 1));
}

const FIGURES = { valley: 'valleyMw', 'ramp-1h': 'ramp1hMw', 'ramp-3h': 'ramp3hMw' } as const;
const DEFINITIONS = {
  'demand less utility solar': 'raw',
  'demand less wind and utility solar': 'lessWind',
} as const;

/** The largest of a figure, the newest of equals; none where nothing rose or sank. */
function recordOf(
  days: ScoredDay[],
  figure: DuckRecord['figure'],
  netLoad: DuckRecord['netLoad'],
): DuckRecord[] {
  let best: DuckRecord | null = null;
  for (const day of days) {
    const valueMw = day[DEFINITIONS[netLoad]]?.[FIGURES[figure]] ?? Number.NaN;
    if (valueMw > 0 && valueMw >= (best?.valueMw ?? 0)) best = { figure, netLoad, date: day.date, valueMw };
  }
  return best ? [best] : [];
}

/** Of the days, oldest first. */
export function duckHistory(days: readonly DuckDay[]): History {
  const scored = days.filter(isScored);
  const first = scored[0];
  const last = scored.at(-1);
  const lastDate = days.at(-1)?.date ?? '';
  const recent = scored.filter(({ date }) => date > addDays(lastDate, -GALLERY_DAYS));
  return {
    held: first && last ? { firstDate: first.date, lastDate: last.date, scoredDays: scored.length } : null,
    gallery: bestFew(withASun(recent), GALLERY_SIZE).map(scoreOf),
    season: seasonOf(scored),
    records: {
      bestDays: bestFew(withASun(scored), RECORD_SIZE).map(scoreOf),
      extremes: (Object.keys(FIGURES) as DuckRecord['figure'][]).flatMap((figure) =>
        (Object.keys(DEFINITIONS) as DuckRecord['netLoad'][]).flatMap((netLoad) =>
          recordOf(scored, figure, netLoad),
        ),
      ),
    },
  };
}
