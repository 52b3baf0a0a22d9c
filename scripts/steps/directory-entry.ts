import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import type { BalancingAuthority } from '../../src/grid/balancing-authority.ts';
import type { BalancingAuthorityEntry } from '../../src/snapshots/balancing-authorities.ts';

/** What the list of balancing authorities says of one; `report` is null where no hour of it is held. */
export function entryOf(
  ba: BalancingAuthority,
  report: BalancingAuthorityReport | null,
  hourlyMonths: string[],
  isSumOfMembers: boolean,
): BalancingAuthorityEntry {
  return {
    code: ba.code,
    name: ba.name,
    kind: ba.kind as BalancingAuthorityEntry['kind'],
    members: ba.members,
    isSumOfMembers,
    region: ba.region,
    interconnection: ba.interconnection,
    timezone: ba.timezone,
    latitude: ba.latitude,
    longitude: ba.longitude,
    active: ba.active,
    activatedOn: ba.activatedOn,
    retiredOn: ba.retiredOn,
    successors: ba.successors,
    generationOnly: ba.generationOnly,
    neighbors: ba.neighbors.filter((neighbor) => neighbor.active).map((neighbor) => neighbor.code),
    dataAsOf: report?.dataAsOf ?? null,
    latest: report && latestOf(report),
    pulseDates: [...(report?.days.keys() ?? [])],
    hourlyMonths,
  };
}

function latestOf(report: BalancingAuthorityReport): BalancingAuthorityEntry['latest'] {
  const [date, pulse] = [...report.days].at(-1) ?? [];
  const duck = report.ducks.find((day) => day.score !== null);
  return {
    pulseDate: date ?? null,
    headline: pulse?.headline ?? null,
    demandMwh: report.latestDemand?.demandMwh ?? null,
    demandHourEnding: report.latestDemand?.hourEnding ?? null,
    carbonIntensityDirectKgPerMwh: report.carbon.latest?.directKgPerMwh ?? null,
    carbonIntensityHourEnding: report.carbon.latest?.hourEnding ?? null,
    duckScore: duck?.score ?? null,
    duckDate: duck?.date ?? null,
  };
}
