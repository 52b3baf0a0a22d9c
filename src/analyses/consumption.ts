/** Consumption-based carbon intensity of the last week, for the carbon page of each balancing authority. */
import { findBalancingAuthority } from '../grid/balancing-authority.ts';
import type { EmissionScope } from '../grid/emission-factor.ts';
import { type HourEnding, hourToIso } from '../grid/hour.ts';
import { neighborOf } from '../grid/observation.ts';
import type { CarbonSnapshot, ConsumptionBased } from '../snapshots/carbon.ts';
import type { Area, TracedArea } from './flow-tracing/area.ts';
import { consumptionIntensity } from './flow-tracing/consumption-intensity.ts';
import { SITE_FACTORS } from './flow-tracing/site-factors.ts';
import { lastKnownHourOfFamily } from './freshness.ts';
import type { ReportContext } from './report-context.ts';
import { mean, withNulls } from './statistics.ts';

const HOURS_SHOWN = 7 * 24;
/** Before the hours shown, so that storage knows what it was charged with. */
const HOURS_BEFORE = 7 * 24;

export type ConsumptionOf = (code: string) => Pick<CarbonSnapshot, 'consumptionBased' | 'consumptionNote'>;

const NO_TIES =
  'The data source gave no interchange by neighbor, so what is imported cannot be followed to its origin.';
const NOT_TRACED = 'Too little of this area is known for its imports to be followed.';

/** What is said of a grid already, of which tracing needs this much. */
type Reported = Pick<ReportContext, 'screened' | 'derived'>;

const areaOf = (code: string, { screened, derived }: Reported): Area => ({
  code,
  frame: screened.trusted,
  present: derived.present,
  otherIsStorage: derived.carbon.otherIsStorage,
});

function blockOf({ firstHour, kgPerMwh, status }: TracedArea): ConsumptionBased | null {
  const from = HOURS_BEFORE;
  const known = (scope: EmissionScope) => kgPerMwh[scope].subarray(from);
  const hours = Array.from({ length: status.length - from }, (_, i): HourEnding => firstHour + from + i);
  const last = known('direct').findLastIndex((value) => !Number.isNaN(value));
  if (last < 0) return null;
  const at = (scope: EmissionScope) => known(scope)[last] as number;
  const meanOf = (scope: EmissionScope) => mean(known(scope).subarray(Math.max(0, last - 23), last + 1));
  return {
    latest: {
      hourEnding: hourToIso(hours[last] as HourEnding),
      directKgPerMwh: at('direct'),
      lifecycleKgPerMwh: at('lifecycle'),
      status: status[from + last] as 'final' | 'provisional',
    },
    meanOfLast24Hours: { directKgPerMwh: meanOf('direct'), lifecycleKgPerMwh: meanOf('lifecycle') },
    hours: {
      hourEnding: hours.map(hourToIso),
      directKgPerMwh: withNulls(known('direct')),
      lifecycleKgPerMwh: withNulls(known('lifecycle')),
      status: status.slice(from),
    },
  };
}

/** Traces the grid of all balancing authorities, by code; regions are not areas of it. */
export function tracedConsumption(grids: ReadonlyMap<string, Reported>): ConsumptionOf {
  const areas = [...grids]
    .filter(([code]) => findBalancingAuthority(code) !== undefined)
    .map(([code, grid]) => areaOf(code, grid));
  const hasTies = areas.some(({ frame }) =>
    [...frame.series.keys()].some((kind) => neighborOf(kind) !== null),
  );
  const lastHours = areas.flatMap(({ frame }) => lastKnownHourOfFamily(frame, 'generation') ?? []);
  if (!hasTies || lastHours.length === 0) return () => ({ consumptionBased: null, consumptionNote: NO_TIES });
  const hourCount = HOURS_BEFORE + HOURS_SHOWN;
  const firstHour = lastHours.reduce((a, b) => Math.max(a, b)) - hourCount + 1;
  const traced = consumptionIntensity(areas, { firstHour, hourCount }, SITE_FACTORS);
  return (code) => {
    const area = traced.get(code);
    const consumptionBased = area ? blockOf(area) : null;
    return { consumptionBased, consumptionNote: consumptionBased ? null : NOT_TRACED };
  };
}
