/** A store that is lost comes back from the archive: published by the real scripts, restored by them, and as it was. */
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Emulator, startEmulator } from '../../src/emulator/emulator.ts';
import { syntheticSource } from '../../src/emulator/synthetic-source.ts';
import type { StatusSnapshot } from '../../src/snapshots/status.ts';
import { type GitHubStandIn, REPOSITORY, startGitHub, TOKEN } from '../publish/github-stand-in.ts';
import { runProjectScript, type ScriptResult } from '../run-script.ts';
import { hashTree, newPipeline, type Pipeline, readJson } from './pipeline.ts';
import { ofTwoGrids } from './two-grids.ts';

/** The hours of the run lie in two months, and those of its forecasts in the second. */
const FIRST_RUN = '2026-06-30T01:30:00Z';
const SECOND_RUN = '2026-06-30T20:00:00Z';
const THIRD_RUN = '2026-07-01T20:00:00Z';
const STATUS = 'api/v1/status.json';

describe('the archive', () => {
  const pipeline = newPipeline();
  const restored = newPipeline();
  let emulator: Emulator;
  let gitHub: GitHubStandIn;
  let now = FIRST_RUN;

  const run = async (script: string, where: Pipeline, args: string[] = []): Promise<ScriptResult> => {
    const result = await runProjectScript(
      script,
      {
        ...where.environment({ EIA_API_URL: emulator.origin, GRIDPULSE_HISTORY_DAYS: '6' }),
        GRIDPULSE_NOW: now,
        GITHUB_API_URL: gitHub.apiUrl,
        GITHUB_REPOSITORY: REPOSITORY,
        GITHUB_TOKEN: TOKEN,
      },
      args,
    );
    expect(result.stderr).toBe('');
    expect(result.code).toBe(0);
    expect(result.stdout).not.toContain(TOKEN);
    return result;
  };
  const runAt = async (instant: string, where: Pipeline) => {
    now = instant;
    await run('ingest.ts', where);
    await run('snapshot.ts', where);
  };
  const assets = (tag: string) =>
    gitHub.releases
      .find(({ tag_name }) => tag_name === tag)
      ?.assets.map(({ name }) => name)
      .sort() ?? [];
  const writes = () => gitHub.log.filter((line) => !line.startsWith('GET'));
  /** Quarantined rows are no testimony: the next run meets them again. */
  const published = ({ snapshotDir }: Pipeline) => {
    const { [STATUS]: _, ...files } = hashTree(snapshotDir);
    const { quarantine, ...status } = readJson<StatusSnapshot>(join(snapshotDir, STATUS));
    return { files, status, quarantined: quarantine.total, byReason: quarantine.byReason };
  };

  beforeAll(async () => {
    emulator = await startEmulator({ source: ofTwoGrids(syntheticSource(930)), now: () => new Date(now) });
    gitHub = await startGitHub();
    await runAt(FIRST_RUN, pipeline);
    await runAt(SECOND_RUN, pipeline);
  });
  afterAll(async () => {
    await emulator.close();
    await gitHub.close();
  });

  it('prints what it would publish, and publishes nothing', async () => {
    const before = writes().length;
    const { stdout } = await run('publish-archive.ts', pipeline, ['--dry-run']);
    expect(stdout).toMatch(/data-2026-06: would offer observations-2026-06\.csv\.gz/);
    expect(writes()).toHaveLength(before);
  });

  it('holds a volume a month, with checksums and a description, and nothing unfinished', async () => {
    await run('publish-archive.ts', pipeline);
    expect(gitHub.releases.map(({ tag_name }) => tag_name)).toEqual(['data-2026-06', 'data-2026-07']);
    expect(assets('data-2026-06')).toEqual([
      'SHA256SUMS',
      'corrections-2026-06.ndjson.gz',
      'datapackage.json',
      'observations-2026-06.csv.gz',
      'observations-2026-06.parquet',
      'predictions-2026-06.ndjson.gz',
      'revisions-2026-06.ndjson.gz',
      'runs-2026-06.ndjson.gz',
    ]);
  });

  it('uploads nothing where nothing is new', async () => {
    const before = writes().length;
    const { stdout } = await run('publish-archive.ts', pipeline);
    expect(stdout).not.toMatch(/kB/);
    expect(writes()).toHaveLength(before);
  });

  it('gives a lost store back: the snapshots are the same to the byte', async () => {
    const { stdout } = await run('restore.ts', restored);
    expect(stdout).toMatch(/2 months, [\d,]+ rows, [\d,]+ lines of testimony/);
    await run('snapshot.ts', restored);
    expect(published(restored)).toEqual(published(pipeline));
  });

  it('goes on from a restored store as from the one that was lost', async () => {
    await runAt(THIRD_RUN, restored);
    await runAt(THIRD_RUN, pipeline);
    expect(published(restored)).toEqual(published(pipeline));
    await run('publish-archive.ts', restored);
    const before = writes().length;
    await run('publish-archive.ts', pipeline);
    expect(writes()).toHaveLength(before);
  });
});
