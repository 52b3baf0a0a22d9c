import { dataAsOfDay } from '../../src/analyses/freshness.ts';
import type { BalancingAuthorityReport } from '../../src/analyses/report.ts';
import type { BalancingAuthority } from '../../src/grid/balancing-authority.ts';
import { type LocalDate, localDay } from '../../src/grid/hour.ts';
import type { Provenance } from '../../src/grid/observation.ts';
import { SCHEMA_VERSION } from '../../src/snapshots/envelope.ts';

const SOURCES = {
  eia: [
    {
      title: 'U.S. Energy Information Administration, form EIA-930',
      url: 'https://www.eia.gov/electricity/gridmonitor/',
    },
    {
      title: 'GridPulse emission factors (EIA FAQ 74, EPA eGRID 2023, IPCC AR5)',
      url: 'https://www.epa.gov/egrid',
    },
  ],
  synthetic: [{ title: 'GridPulse sample: an invented grid, no real measurement', url: null }],
};

const UNITS = {
  energy: 'MWh per hour, equal to average MW',
  carbonIntensity: 'kg CO2/MWh, equal to g/kWh',
};

/** What every file carries; `inputHash` is of what it was computed from. */
export const envelope = (provenance: Provenance, inputHash: string) => ({
  schemaVersion: SCHEMA_VERSION as typeof SCHEMA_VERSION,
  provenance,
  inputHash,
  sources: SOURCES[provenance],
  units: UNITS,
});

export interface EnvelopedGrid {
  ba: BalancingAuthority;
  report: Pick<BalancingAuthorityReport, 'dataAsOf'>;
  provenance: Provenance;
}

/** What every file of one grid carries. */
export const gridEnvelope = ({ ba, report, provenance }: EnvelopedGrid, inputHash: string) => ({
  ...envelope(provenance, inputHash),
  balancingAuthority: { code: ba.code, name: ba.name, timezone: ba.timezone },
  dataAsOf: report.dataAsOf,
});

export type EnvelopeOf = (inputHash: string) => ReturnType<typeof gridEnvelope>;

/** The same of a file that tells of whole days up to one: hours after it change nothing. Null: it tells of no day yet. */
export function daysEnvelope(grid: EnvelopedGrid, lastDate: LocalDate | null, inputHash: string) {
  const whole = gridEnvelope(grid, inputHash);
  if (lastDate === null) return whole;
  return { ...whole, dataAsOf: dataAsOfDay(whole.dataAsOf, localDay(lastDate, grid.ba.timezone)) };
}
