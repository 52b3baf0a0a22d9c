import { isAbsolute, resolve } from 'node:path';
import { z } from 'zod';

/** The only place that reads the environment. Its errors name variables, never values. */

const blankIsAbsent = (value: unknown) => (value === '' ? undefined : value);
const optional = <T extends z.ZodType>(schema: T) => z.preprocess(blankIsAbsent, schema.optional());

const origin = z
  .url({ protocol: /^https?$/, abort: true })
  .refine(
    (value) => new URL(value).pathname === '/' && !new URL(value).search,
    'has a path; give an origin only',
  )
  .transform((value) => new URL(value).origin);

/** A site's address. Its path, where it has one, is the site's base path. */
const siteAddress = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((value) => {
    const { search, hash, username, password } = new URL(value);
    return search + hash + username + password === '';
  }, 'has more than an address and a path')
  .transform((value) => new URL(value));

/** A second slash would name another host to a browser, and dots another folder than the one that is read. */
const basePath = z
  .string()
  .regex(/^\/[\w\-./~]*$/, 'does not start with a slash')
  .refine((value) => !/\/\/|\/\.{1,2}(\/|$)/.test(value), 'has an empty or a dotted part');

const environmentSchema = z.object({
  EIA_API_KEY: optional(
    z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]+$/, 'has blanks or unprintable characters'),
  ),
  EIA_API_URL: optional(origin),
  GRIDPULSE_ALLOW_SAMPLE: optional(z.stringbool()),
  DATABASE_URL: optional(z.string().regex(/^postgres(ql)?:\/\//, 'does not start with postgresql://')),
  SITE_URL: optional(siteAddress),
  BASE_PATH: optional(basePath),
  GRIDPULSE_NOW: optional(
    z.iso
      .datetime({ offset: true })
      .or(z.iso.date())
      .transform((value) => new Date(value)),
  ),
  GRIDPULSE_DATA_DIR: optional(z.string()),
  GRIDPULSE_HISTORY_DAYS: optional(z.coerce.number().int().min(1).max(4000)),
  GRIDPULSE_RETENTION_DAYS: optional(z.coerce.number().int().min(400)),
  GRIDPULSE_SNAPSHOT_DIR: optional(z.string()),
  GRIDPULSE_SITE_DIR: optional(z.string()),
  GRIDPULSE_SITE_BUDGET_MB: optional(z.coerce.number().int().min(1)),
  GRIDPULSE_RUN_BUDGET_SECONDS: optional(z.coerce.number().int().min(1).max(21_600)),
  GITHUB_TOKEN: optional(
    z
      .string()
      .trim()
      .regex(/^[\x21-\x7e]+$/, 'has blanks or unprintable characters'),
  ),
  GITHUB_REPOSITORY: optional(z.string().regex(/^[\w.-]+\/[\w.-]+$/, 'has another form than owner/name')),
  GITHUB_API_URL: optional(z.url({ protocol: /^https?$/ })),
  GITHUB_SERVER_URL: optional(z.url({ protocol: /^https?$/ })),
  GITHUB_RUN_ID: optional(z.string().regex(/^\d+$/)),
  PORT: optional(z.coerce.number().int().min(0).max(65_535)),
  CI: optional(z.string()),
});

/** Where the archive and the issues lie, and who asks. Without a token only what is public can be read. */
export interface GitHubConfig {
  token: string | undefined;
  /** owner/name */
  repository: string | undefined;
  apiUrl: string;
  /** The page of the workflow's run that this process is a part of. */
  runUrl: string | undefined;
}

export interface Config {
  eiaApiKey: string | undefined;
  /** An origin; the client appends /v2/... */
  eiaApiUrl: string;
  databaseUrl: string | undefined;
  /** Whether the invented sample may enter a database that is named by its URL. */
  allowSample: boolean;
  /** An origin; `basePath` says where on it the site lies. */
  siteUrl: string | undefined;
  basePath: string;
  /** The instant that a run takes for the present; undefined: the machine's clock. */
  pinnedNow: Date | undefined;
  dataDir: string;
  historyDays: number;
  /** Days after which observations are forgotten; undefined: never. */
  retentionDays: number | undefined;
  snapshotDir: string;
  siteDir: string;
  /** Bytes that the site may have before its oldest days are told in pages of months. */
  siteBudgetBytes: number;
  /** Seconds after which the client stops retrying. */
  runBudgetSeconds: number | undefined;
  port: number;
  github: GitHubConfig;
  /** Whether progress is printed as plain lines. */
  plainOutput: boolean;
}

/** The environment says something that cannot be meant. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** Below the 1 GB that GitHub Pages publishes, with room for the days until somebody looks. */
const PAGES_LIMIT_MB = 900;

const absolute = (path: string) => (isAbsolute(path) ? path : resolve(path));

export function parseConfig(environment: Record<string, string | undefined>): Config {
  const parsed = environmentSchema.safeParse(environment);
  if (!parsed.success) {
    throw refusal(parsed.error.issues.map((issue) => `${issue.path.join('.')} ${complaint(issue)}`));
  }
  const env = parsed.data;
  return {
    eiaApiKey: env.EIA_API_KEY,
    eiaApiUrl: env.EIA_API_URL ?? 'https://api.eia.gov',
    databaseUrl: env.DATABASE_URL,
    allowSample: env.GRIDPULSE_ALLOW_SAMPLE ?? false,
    siteUrl: env.SITE_URL?.origin,
    basePath: basePathOf(env.SITE_URL, env.BASE_PATH),
    pinnedNow: env.GRIDPULSE_NOW,
    dataDir: absolute(env.GRIDPULSE_DATA_DIR ?? '.gridpulse'),
    historyDays: env.GRIDPULSE_HISTORY_DAYS ?? 90,
    retentionDays: env.GRIDPULSE_RETENTION_DAYS,
    snapshotDir: absolute(env.GRIDPULSE_SNAPSHOT_DIR ?? 'data/snapshots'),
    siteDir: absolute(env.GRIDPULSE_SITE_DIR ?? 'dist'),
    siteBudgetBytes: (env.GRIDPULSE_SITE_BUDGET_MB ?? PAGES_LIMIT_MB) * 1_000_000,
    runBudgetSeconds: env.GRIDPULSE_RUN_BUDGET_SECONDS,
    port: env.PORT ?? 4321,
    github: {
      token: env.GITHUB_TOKEN,
      repository: env.GITHUB_REPOSITORY,
      apiUrl: (env.GITHUB_API_URL ?? 'https://api.github.com').replace(/\/$/, ''),
      runUrl: runUrl(env.GITHUB_SERVER_URL, env.GITHUB_REPOSITORY, env.GITHUB_RUN_ID),
    },
    plainOutput: env.CI !== undefined || !process.stdout.isTTY,
  };
}

function runUrl(server?: string, repository?: string, run?: string): string | undefined {
  return server && repository && run ? `${server}/${repository}/actions/runs/${run}` : undefined;
}

function refusal(complaints: string[]): ConfigError {
  return new ConfigError(
    `The environment cannot be used: ${complaints.join('; ')}. Nothing was changed. Correct or unset it and run again.`,
  );
}

/** People give either of the two, or the path in both. */
function basePathOf(site: URL | undefined, given: string | undefined): string {
  if (!site || site.pathname === '/') return given ?? '/';
  const named = basePath.safeParse(site.pathname);
  if (!named.success) throw refusal(['SITE_URL has a path that no folder of a site can have']);
  if (given !== undefined && withoutEndSlash(given) !== withoutEndSlash(named.data)) {
    throw refusal(['SITE_URL has another path than BASE_PATH']);
  }
  return given ?? named.data;
}

const withoutEndSlash = (path: string) => path.replace(/\/$/, '');

/** Our own words only where we wrote them: a schema's words could repeat the value. */
function complaint(issue: z.core.$ZodIssue): string {
  return /^(has|does) /.test(issue.message) ? issue.message : 'is not valid';
}

export const readConfig = (): Config => parseConfig(process.env);
