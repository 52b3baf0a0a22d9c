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

const scoreOfMethod = ({ scores }: BackTest, wanted: Method): MethodScore =>
  scores.find(({ method }) => method === wanted) as MethodScore;

/** The forecast against the seasonal naive by day ahead, how often its intervals held and what its advice was worth. */
export function errorTable(tests: readonly BackTest[]): string {
  const lines = tests.map((test) => {
    const forecast = scoreOfMethod(test, 'forecast');
    const naive = scoreOfMethod(test, 'seasonal naive');
    const ratio = forecast.mapePercent.map((value, i) => value / (naive.mapePercent[i] as number));
    return [
      test.code,
      String(test.origins),
      fixed(forecast.mapePercent, 1),
      fixed(naive.mapePercent, 1),
      fixed(ratio, 2),
      fixed(forecast.coverage, 2),
      `${(100 * forecast.captured).toFixed(0)} %`,
    ];
  });
  return markdown(
    ['BA', 'days', 'MAPE %, day 1 / 2 / 3 / 4', 'seasonal naive', 'ratio', 'coverage', 'captured'],
    lines,
  );
}

/** Mean absolute errors of all methods, and the percentages of those that errorTable leaves out. */
export function baselineTable(tests: readonly BackTest[]): string {
  const others = BASELINES.filter((name) => name !== 'seasonal naive');
  const lines = tests.map((test) => [
    test.code,
    ...METHODS.map((method) => fixed(scoreOfMethod(test, method).maeKgPerMwh, 1)),
    ...others.map((method) => fixed(scoreOfMethod(test, method).mapePercent, 1)),
  ]);
  return markdown(
    ['BA', 'MAE g/kWh, day 1 / 2 / 3 / 4', ...BASELINES, ...others.map((name) => `MAPE %, ${name}`)],
    lines,
  );
}

const geometricMean = (values: readonly number[]) =>
  Math.exp(values.reduce((sum, v) => sum + Math.log(v), 0) / values.length);

const WELL_COVERED = { least: 0.76, most: 0.84 };

function coverageWords(tests: readonly BackTest[]): string {
  const all = tests.flatMap((test) => scoreOfMethod(test, 'forecast').coverage);
  const good = all.filter((share) => share >= WELL_COVERED.least && share <= WELL_COVERED.most);
  const mean = all.reduce((sum, share) => sum + share, 0) / all.length;
  return `Coverage ${mean.toFixed(2)} on average, ${good.length} of ${all.length} within ${WELL_COVERED.least} to ${WELL_COVERED.most}, from ${Math.min(...all).toFixed(2)} to ${Math.max(...all).toFixed(2)}`;
}

/** Geometric means over balancing authorities of the error relative to the seasonal naive, and where it is not beaten. */
export function summaryLine(tests: readonly BackTest[]): string {
  const ratios = (pick: (score: MethodScore) => number[]) =>
    DAYS.map((_, i) =>
      tests.map(
        (test) =>
          (pick(scoreOfMethod(test, 'forecast'))[i] as number) /
          (pick(scoreOfMethod(test, 'seasonal naive'))[i] as number),
      ),
    );
  const mape = ratios((score) => score.mapePercent);
  const mae = ratios((score) => score.maeKgPerMwh);
  const lostBy = (ratio: number[][]) =>
    tests
      .flatMap(({ code }, n) =>
        DAYS.filter((_, i) => (ratio[i]?.[n] ?? 0) >= 1).map((day) => `${code} day ${day}`),
      )
      .join(', ') || 'nowhere';
  const lost = `not beaten in percent: ${lostBy(mape)}, in kg/MWh: ${lostBy(mae)}`;
  return `Relative to the seasonal naive, geometric mean: MAPE ${fixed(mape.map(geometricMean), 3)}, MAE ${fixed(mae.map(geometricMean), 3)}; ${lost}. ${coverageWords(tests)}.`;
}
