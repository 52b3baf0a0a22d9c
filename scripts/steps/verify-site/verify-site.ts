import type { Config } from '../../../src/config.ts';
import { GRID_SLUGS } from '../../../src/grid/balancing-authority.ts';
import { publishedStatus } from '../../../src/snapshots/read.ts';
import type { StatusSnapshot } from '../../../src/snapshots/status.ts';
import { overBudget } from './budgets.ts';
import type { Candidate } from './candidate.ts';
import { linkChecker } from './links.ts';
import { snapshotProblem } from './snapshot-files.ts';

/** What was built is not fit to be published. The last site stands. */
export class SiteUnsoundError extends Error {
  override name = 'SiteUnsoundError';

  constructor(problems: readonly string[]) {
    const shown = problems.slice(0, PROBLEMS_SHOWN).map((problem) => `\n  ${problem}`);
    const more = problems.length - shown.length;
    super(
      `The new site has ${problems.length === 1 ? 'a fault' : 'faults'} and was not published; the last one was left as it was.` +
        `${shown.join('')}${more > 0 ? `\n  and ${more} more` : ''}\n` +
        'Run "npm run rebuild" again; if the faults stay, this is a defect of GridPulse: please report it.',
    );
  }
}

const PROBLEMS_SHOWN = 10;

/** What must not be read in any file: what a run was told in confidence. */
const secretsOf = ({ eiaApiKey, databaseUrl, github }: Config): string[] =>
  [eiaApiKey, databaseUrl && new URL(databaseUrl).password, github.token].filter(
    // Shorter ones are in every text.
    (secret): secret is string => secret !== undefined && secret.length >= 8,
  );

export interface VerifyOptions {
  /** Paths in the site of snapshots that its pages were made of just now, which read them by their schemas. */
  soundFiles?: ReadonlySet<string>;
}

/**
 * Looks at every file of a candidate and at what it refers to.
 *
 * @throws SiteUnsoundError naming the first faults
 */
export function verifySite(
  site: Candidate,
  config: Config,
  { soundFiles = new Set() }: VerifyOptions = {},
): void {
  const status = statusIn(site);
  const problems = [
    ...fileProblems(site, config, { isReal: status?.provenance === 'eia', soundFiles }),
    ...missingPages(site),
    ...olderThanPublished(status, publishedStatus(config.siteDir)),
  ];
  if (problems.length > 0) throw new SiteUnsoundError(problems);
}

function* fileProblems(
  site: Candidate,
  config: Config,
  { isReal, soundFiles }: { isReal: boolean } & Required<VerifyOptions>,
): Generator<string> {
  const linkProblems = linkChecker(site, config.basePath);
  const secrets = secretsOf(config);
  for (const path of site.files) {
    const text = site.read(path);
    const say = (problem: string | null) => (problem ? [`${path} ${problem}`] : []);
    if (secrets.some((secret) => text.includes(secret))) yield `${path} holds a secret`;
    if (path.endsWith('.html')) {
      yield* say(overBudget(path, Buffer.byteLength(text)));
      for (const problem of linkProblems(path, text)) yield `${path} ${problem}`;
      if (isReal && text.includes('<title>Sample data: ')) yield `${path} shows the sample in a real site`;
    }
    if (path.endsWith('.json')) {
      if (!soundFiles.has(path)) yield* say(snapshotProblem(path, text));
      if (isReal && text.includes('"provenance":"synthetic"'))
        yield `${path} holds the sample in a real site`;
    }
  }
}

const missingPages = (site: Candidate): string[] =>
  ['index.html', '404.html', ...GRID_SLUGS.map((slug) => `ba/${slug}/index.html`)]
    .filter((page) => !site.has(page))
    .map((page) => `${page} is missing`);

function statusIn(site: Candidate): StatusSnapshot | null {
  const path = 'api/v1/status.json';
  return site.has(path) ? (JSON.parse(site.read(path)) as StatusSnapshot) : null;
}

/**
 * One grid's data may go back, when EIA takes hours away; the newest of all grids going back means that an
 * older state was about to replace a newer one.
 */
function olderThanPublished(after: StatusSnapshot | null, before: StatusSnapshot | null): string[] {
  if (!before || !after || before.provenance !== after.provenance) return [];
  const [was, is] = [newestHour(before), newestHour(after)];
  return was && is && is < was ? [`the data would go back from ${was} to ${is}`] : [];
}

const newestHour = ({ balancingAuthorities }: StatusSnapshot): string | null =>
  balancingAuthorities
    .flatMap(({ series }) => series.filter(({ family }) => family === 'demand').map(({ asOf }) => asOf))
    .reduce<string | null>((newest, at) => (at && (!newest || at > newest) ? at : newest), null);
