import { z } from 'zod';
import { sha256 } from './checksums.ts';
import type { Month } from './month.ts';

/** The Frictionless description of a volume, and in it what the next run must know of this one. */
export const DATA_PACKAGE = 'datapackage.json';

/** Ours, beside what the standard names. `upToRun`: the last ingest run whose rows the archive holds. */
const archiveState = z.object({
  provenance: z.enum(['eia', 'synthetic']),
  rowCount: z.int(),
  rowsHash: z.string(),
  upToRun: z.int(),
});
export type ArchiveState = z.infer<typeof archiveState>;

const dataPackage = z.looseObject({
  resources: z.array(z.looseObject({ path: z.string(), bytes: z.int(), hash: z.string() })),
  gridpulse: archiveState,
});

export interface ReadPackage {
  files: Map<string, DescribedFile>;
  state: ArchiveState;
}

/** Throws where it is not ours. */
export function parseDataPackage(bytes: Uint8Array): ReadPackage {
  const { resources, gridpulse } = dataPackage.parse(JSON.parse(new TextDecoder().decode(bytes)));
  const files = resources.map(({ path, bytes: size, hash }) => {
    return [path, { bytes: size, sha256: hash.replace('sha256:', '') }] as const;
  });
  return { files: new Map(files), state: gridpulse };
}

interface Kind {
  title: string;
  format: string;
  mediatype: string;
  schema?: object;
}

const OBSERVATION_FIELDS = [
  {
    name: 'respondent',
    type: 'string',
    description: "EIA's code of a balancing authority, region or the nation",
  },
  {
    name: 'series',
    type: 'string',
    description:
      'demand, day-ahead-demand-forecast, net-generation, total-interchange, generation:CODE by energy source, interchange:CODE with a neighbour (positive out of the respondent)',
  },
  { name: 'hour_ending', type: 'datetime', description: 'the instant at which the hour ends, UTC' },
  {
    name: 'value_mwh',
    type: 'number',
    description: 'MWh in the hour, exactly as reported, unscreened; empty: reported without a value',
  },
];

const OBSERVATION_SCHEMA = {
  fields: OBSERVATION_FIELDS,
  primaryKey: ['respondent', 'series', 'hour_ending'],
  missingValues: [''],
};

const TESTIMONY_TITLES: Record<string, string> = {
  runs: 'Ingest runs of the month: what was asked for, what came, what failed',
  revisions: 'Values that were replaced after they were first seen, seen in the month',
  predictions: 'Forecasts of carbon intensity issued in the month, kg/MWh by hour after issued_at',
  corrections: 'Published sentences that a revision replaced, seen in the month',
  losses: 'Testimony that was looked for in the month and not found',
};

function kindOf(file: string): Kind {
  if (file.endsWith('.csv.gz')) {
    const title = 'Hourly observations as reported';
    return { title, format: 'csv.gz', mediatype: 'application/gzip', schema: OBSERVATION_SCHEMA };
  }
  if (file.endsWith('.parquet')) {
    const title = 'Hourly observations as reported, by column';
    const mediatype = 'application/vnd.apache.parquet';
    return { title, format: 'parquet', mediatype, schema: OBSERVATION_SCHEMA };
  }
  const title = TESTIMONY_TITLES[file.replace(/-\d{4}-\d{2}\..*$/, '')] ?? file;
  return { title, format: 'ndjson.gz', mediatype: 'application/gzip' };
}

const resourceName = (file: string) => file.toLowerCase().replace(/[^a-z0-9]+/g, '-');

/** What a resource needs to be described: a file that is written now, or one that is carried over. */
export interface DescribedFile {
  bytes: number;
  sha256: string;
}

export const describeFile = (bytes: Uint8Array): DescribedFile => ({
  bytes: bytes.length,
  sha256: sha256(bytes),
});

export interface PackageContent {
  month: Month;
  files: ReadonlyMap<string, DescribedFile>;
  state: ArchiveState;
}

/** Holds no time of making: the same rows make the same bytes. */
export function dataPackageJson({ month, files, state }: PackageContent): Uint8Array {
  const invented = state.provenance === 'synthetic' ? 'INVENTED NUMBERS of the built-in sample grid. ' : '';
  const names = [...files.keys()].sort();
  const described = {
    $schema: 'https://datapackage.org/profiles/2.0/datapackage.json',
    name: `gridpulse-data-${month}`,
    title: `GridPulse: hourly operating data of the US grid, ${month}`,
    description: `${invented}Every row of form EIA-930 whose hour starts in ${month} (UTC), as reported and unscreened, and what GridPulse wrote down in that month.`,
    licenses: [
      {
        name: 'CC-BY-4.0',
        title: 'Creative Commons Attribution 4.0',
        path: 'https://creativecommons.org/licenses/by/4.0/',
      },
    ],
    sources: [
      {
        title: 'U.S. Energy Information Administration, form EIA-930 (public domain)',
        path: 'https://www.eia.gov/electricity/gridmonitor/about',
      },
    ],
    resources: names.map((path) => {
      const { schema, ...kind } = kindOf(path);
      const { bytes, sha256: sum } = files.get(path) as DescribedFile;
      return {
        name: resourceName(path),
        path,
        ...kind,
        encoding: 'utf-8',
        bytes,
        hash: `sha256:${sum}`,
        schema,
      };
    }),
    gridpulse: state,
  };
  return new TextEncoder().encode(`${JSON.stringify(described, null, 2)}\n`);
}
