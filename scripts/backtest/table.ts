/** Figures of a backtest as Markdown tables that also read as plain text. */
import {
  capturedShare,
  scoreByDayAhead,
  scoreWindow,
  type WindowScore,
} from '../../src/analyses/forecast/score.ts';
import { lastHourEnded } from '../../src/grid/hour.ts';
import { BASELINES, type Outcome } from './rolling-origin.ts';

const DAYS = [1, 2, 3, 4] as const;
const METHODS = ['forecast', ...BASELINES] as const;
type Method = (typeof METHODS)[number];

function predictionsOf({ origin, forecast, baselines }: Outcome, method: Method) {
  const issuedAtHour = lastHourEnded(origin.now);
  return forecast.hours.map((hour, i) => ({
    ...hour,
    issuedAtHour,
    kgPerMwh: method === 'forecast' ? hour.kgPerMwh : (baselines[method]?.[i] as number),
  }));
}

function outcomesOf(outcomes: readonly Outcome[]): (hour: number) => number {
  const known = new Map<number, number>();
  for (const { forecast, actual } of outcomes)
    forecast.hours.forEach(({ hourEnding }, i) => void known.set(hourEnding, actual[i] as number));
  return (hour) => known.get(hour) ?? Number.NaN;
}

export interface MethodScore {
  method: Method;
  /** By day ahead. */
  mapePercent: number[];
  maeKgPerMwh: number[];
  coverage: number[];
  /** Captured share of the possible saving of a 4 h block, issued at each origin. */
  captured: number;
}

function scoreOf(outcomes: readonly Outcome[], method: Method): MethodScore {
  const came = outcomesOf(outcomes);
  const issues = outcomes.map((outcome) =>
    predictionsOf(outcome, method).filter(({ kgPerMwh }) => !Number.isNaN(kgPerMwh)),
  );
  const byDay = scoreByDayAhead(issues.flat(), came);
  const windows = issues.map((issue) => scoreWindow(issue, came)).filter((w): w is WindowScore => w !== null);
  return {
    method,
    mapePercent: DAYS.map((_, i) => 100 * (byDay[i]?.meanAbsolutePercentError ?? Number.NaN)),
    maeKgPerMwh: DAYS.map((_, i) => byDay[i]?.meanAbsoluteErrorKgPerMwh ?? Number.NaN),
    coverage: DAYS.map((_, i) => byDay[i]?.coverage ?? Number.NaN),
    captured: capturedShare(windows),
  };
}

export interface BackTest {
  code: string;
  origins: number;
  scores: MethodScore[];
}

export const backTest = (code: string, outcomes: readonly Outcome[]): BackTest => ({
  code,
  origins: outcomes.length,
  scores: METHODS.map((method) => scoreOf(outcomes, method)),
});

const fixed = (values: readonly number[], decimals: number) =>
  values.map((value) => value.toFixed(decimals)).join(' / ');

export function markdown(header: readonly string[], lines: readonly (readonly string[])[]): string {
  const widths = header.map((title, i) =>
    Math.max(title.length, ...lines.map((line) => line[i]?.length ?? 0)),
  );
  const lineOf = (cells: readonly string[]) =>
    `| ${cells.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join(' | ')} |`;
  return [
    lineOf(header),
    `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`,
    ...lines.map(lineOf),
  ].join('\n');
}

/** Errors by day ahead, 1 / 2 / 3 / 4. */
export function errorTable(tests: readonly BackTest[]): string {
  const lines = tests.flatMap(({ code, origins, scores }) => {
    const naive = scores.find(({ method }) => method === 'seasonal naive') as MethodScore;
    return scores.map((score) => [
      code,
      String(origins),
      score.method,
      fixed(score.mapePercent, 1),
      fixed(score.maeKgPerMwh, 1),
      fixed(
        score.mapePercent.map((value, i) => value / (naive.mapePercent[i] as number)),
        2,
      ),
      fixed(
        score.maeKgPerMwh.map((value, i) => value / (naive.maeKgPerMwh[i] as number)),
        2,
      ),
      score.method === 'forecast' ? fixed(score.coverage, 2) : '-',
      `${(100 * score.captured).toFixed(0)} %`,
    ]);
  });
  const header = [
    'BA',
    'days',
    'method',
    'MAPE %',
    'MAE g/kWh',
    'MAPE ratio',
    'MAE ratio',
    'coverage',
    'captured',
  ];
  return markdown(header, lines);
}

const geometricMean = (values: readonly number[]) =>
  Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);

/** Geometric means over balancing authorities of the error relative to the seasonal naive, and where it is not beaten. */
export function summaryLine(tests: readonly BackTest[]): string {
  const ratios = (pick: (score: MethodScore) => number[]) =>
    DAYS.map((_, i) =>
      tests.map(
        ({ scores: [forecast, naive] }) =>
          (pick(forecast as MethodScore)[i] as number) / (pick(naive as MethodScore)[i] as number),
      ),
    );
  const mape = ratios((score) => score.mapePercent);
  const mae = ratios((score) => score.maeKgPerMwh);
  const lost = tests.flatMap(({ code }, n) =>
    DAYS.filter((_, i) => (mape[i]?.[n] ?? 0) >= 1 || (mae[i]?.[n] ?? 0) >= 1).map(
      (day) => `${code} day ${day}`,
    ),
  );
  return `Relative to the seasonal naive, geometric mean: MAPE ${fixed(mape.map(geometricMean), 3)}, MAE ${fixed(mae.map(geometricMean), 3)}; not beaten: ${lost.join(', ') || 'nowhere'}.`;
}
