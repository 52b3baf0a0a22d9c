/** The series of the synthetic grid, route by route in EIA's sort order, and what makes up each. */

import { RESPONDENTS, type Respondent } from '../../grid/balancing-authority.ts';
import { ENERGY_SOURCES, type EnergySource } from '../../grid/energy-source.ts';
import type { SeriesFamily } from '../../grid/observation.ts';
import { familyOfRow, ROUTES, type RouteId } from '../route.ts';
import type { Grid, GridDay } from './grid-day.ts';
import { seedOf } from './noise.ts';

export interface SyntheticSeries {
  /** The values of the route's two facets, and what EIA calls them. */
  first: string;
  second: string;
  firstName: string;
  secondName: string;
  family: SeriesFamily;
  timezone: string;
  seed: number;
  /** Shared by the series of one respondent and route: their common holes. */
  respondentSeed: number;
  /** A sum of several is clean; junk is reported by a balancing authority. */
  isAggregate: boolean;
  /** Reported by the end that was not measured: differs a little at times. */
  isFarEnd: boolean;
  /** Where its MWh lie in a grid's day: the sum of these columns, times the sign. */
  array: keyof GridDay;
  columns: number[];
  sign: 1 | -1;
}

const REGION_TYPES: Record<string, { name: string; array: keyof GridDay }> = {
  D: { name: 'Demand', array: 'demand' },
  DF: { name: 'Day-ahead demand forecast', array: 'forecast' },
  NG: { name: 'Net generation', array: 'netGeneration' },
  TI: { name: 'Total interchange', array: 'totalInterchange' },
};

const FUEL_NAMES: Partial<Record<EnergySource, string>> = {
  NG: 'Natural Gas',
  OIL: 'Petroleum',
  BAT: 'Battery storage',
  PS: 'Pumped storage',
};

interface Reporter {
  respondent: Respondent;
  /** The authorities that it sums: itself, or a region's members. */
  members: number[];
}

export function syntheticSeries(grid: Grid, seed: number): Record<RouteId, SyntheticSeries[]> {
  const reporters = reportersOf(grid);
  const build = (route: RouteId, series: SyntheticSeries[]) =>
    series
      .map((each) => seeded(route, each, seed))
      .sort((a, b) => compareText(a.first, b.first) || compareText(a.second, b.second));
  return {
    'region-data': build(
      'region-data',
      reporters.flatMap((each) => regionSeries(grid, each)),
    ),
    'fuel-type-data': build(
      'fuel-type-data',
      reporters.flatMap((each) => fuelSeries(grid, each)),
    ),
    'interchange-data': build('interchange-data', interchangeSeries(grid)),
  };
}

const compareText = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

function seeded(route: RouteId, series: SyntheticSeries, seed: number): SyntheticSeries {
  const respondentSeed = seedOf(seed, `${ROUTES[route].id} ${series.first}`);
  return { ...series, respondentSeed, seed: seedOf(respondentSeed, series.second) };
}

/** Balancing authorities, regions and the nation, each with the authorities it is made of. */
function reportersOf(grid: Grid): Reporter[] {
  const indexOf = new Map(grid.authorities.map((each, index) => [each.authority.code, index]));
  return RESPONDENTS.map((respondent) => {
    const own = indexOf.get(respondent.code);
    const members = own === undefined ? respondent.members.map((code) => indexOf.get(code)) : [own];
    return { respondent, members: members.filter((index) => index !== undefined) };
  }).filter((reporter) => reporter.members.length > 0);
}

function seriesOf(reporter: Reporter, of: Partial<SyntheticSeries>): SyntheticSeries {
  const { respondent } = reporter;
  return {
    first: respondent.code,
    second: '',
    firstName: respondent.name,
    secondName: '',
    family: 'demand',
    timezone: respondent.timezone ?? 'UTC',
    seed: 0,
    respondentSeed: 0,
    isAggregate: respondent.kind !== 'balancing-authority',
    isFarEnd: false,
    array: 'demand',
    columns: reporter.members,
    sign: 1,
    ...of,
  };
}

function regionSeries(grid: Grid, reporter: Reporter): SyntheticSeries[] {
  const withDemand = reporter.members.some((index) => (grid.authorities[index]?.meanDemandMw ?? 0) > 0);
  return Object.entries(REGION_TYPES)
    .filter(([type]) => withDemand || type === 'NG' || type === 'TI')
    .map(([second, { name, array }]) =>
      seriesOf(reporter, { second, secondName: name, array, family: familyOfRow('region-data', second) }),
    );
}

function fuelSeries(grid: Grid, reporter: Reporter): SyntheticSeries[] {
  const columns = new Map<EnergySource, number[]>();
  for (const index of reporter.members) {
    const first = grid.firstPlant[index] as number;
    for (const [place, plant] of (grid.authorities[index]?.plants ?? []).entries()) {
      columns.set(plant.source, [...(columns.get(plant.source) ?? []), first + place]);
    }
  }
  return [...columns].map(([source, plants]) =>
    seriesOf(reporter, {
      second: source,
      secondName: FUEL_NAMES[source] ?? ENERGY_SOURCES[source].name,
      family: 'generation',
      array: 'generation',
      columns: plants,
    }),
  );
}

function interchangeSeries(grid: Grid): SyntheticSeries[] {
  const byCode = new Map(RESPONDENTS.map((respondent) => [respondent.code, respondent]));
  const end = (t: number, first: string, second: string, sign: 1 | -1): SyntheticSeries =>
    seriesOf(
      { respondent: byCode.get(first) as Respondent, members: [] },
      {
        second,
        secondName: byCode.get(second)?.name ?? second,
        family: 'interchange',
        array: 'flow',
        columns: [t],
        sign,
        isFarEnd: sign < 0,
      },
    );
  return grid.ties.flatMap((tie, t) => {
    const near = end(t, tie.fromCode, tie.toCode, 1);
    return tie.to === null ? [near] : [near, end(t, tie.toCode, tie.fromCode, -1)];
  });
}
