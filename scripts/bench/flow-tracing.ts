import type { Area } from '../../src/analyses/flow-tracing/area.ts';
import { consumptionIntensity } from '../../src/analyses/flow-tracing/consumption-intensity.ts';
import { SITE_FACTORS } from '../../src/analyses/flow-tracing/site-factors.ts';
import { presentSources } from '../../src/analyses/source-presence.ts';
import { ACTIVE_BALANCING_AUTHORITIES } from '../../src/grid/balancing-authority.ts';
import { emptyFrame, ensureSeries, type HourlyFrame } from '../../src/grid/hourly-frame.ts';
import type { SeriesKind } from '../../src/grid/observation.ts';
import type { Report } from './figure.ts';
import { medianOf } from './timing.ts';

const HOURS = 72;
const HOURS_OF_A_YEAR = 8_760;
const SOURCES = ['COL', 'NG', 'NUC', 'WAT', 'SUN', 'WND', 'OTH', 'BAT'] as const;

/** Every active balancing authority with its real ties; numbers that do not balance. */
function areas(): Area[] {
  return ACTIVE_BALANCING_AUTHORITIES.map(({ code, neighbors }, i) => {
    const frame = emptyFrame(code, 0, HOURS);
    const put = (kind: SeriesKind, at: (hour: number) => number) =>
      ensureSeries(frame, kind).forEach((_, hour, values) => {
        values[hour] = at(hour);
      });
    const size = 200 * (1 + ((i * 7) % 30));
    for (const [k, source] of SOURCES.entries())
      put(`generation:${source}`, (hour) => size * Math.sin(hour + k + i) + size / 2);
    put('net-generation', (hour) => 8 * size * (0.6 + 0.3 * Math.sin(hour + i)));
    put('demand', (hour) => 8 * size * (0.6 + 0.3 * Math.cos(hour + i)));
    put('total-interchange', (hour) => size * Math.sin(2 * hour + i));
    for (const { code: neighbor, active } of neighbors)
      if (active) put(`interchange:${neighbor}`, (hour) => (size / 3) * Math.sin(3 * hour + i));
    return areaOf(frame);
  });
}

const areaOf = (frame: HourlyFrame): Area => ({
  code: frame.respondent,
  frame,
  present: presentSources(frame),
  otherIsStorage: new Uint8Array(frame.hourCount),
});

/** Reconciling and tracing the whole grid, from frames in memory. */
export async function benchFlowTracing(report: Report): Promise<void> {
  const grid = areas();
  const ms = await medianOf(3, () => {
    consumptionIntensity(grid, { firstHour: 0, hourCount: HOURS }, SITE_FACTORS);
  });
  const perHour = ms / HOURS;
  report({
    what: `reconcile and trace an hour, ${grid.length} areas`,
    engine: 'node',
    value: perHour,
    unit: 'ms',
    goal: 20,
  });
  report({
    what: 'a year of such hours, one core (reckoned from it)',
    engine: 'node',
    value: (perHour * HOURS_OF_A_YEAR) / 1_000,
    unit: 's',
    goal: 180,
  });
}
