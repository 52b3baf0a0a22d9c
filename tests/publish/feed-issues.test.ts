import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type FeedRun, healthOfFeeds } from '../../src/publish/feed-health.ts';
import { carryOut, issueActions, LABEL, readFeedIssues } from '../../src/publish/feed-issues.ts';
import { type GitHub, openGitHub } from '../../src/publish/github-client.ts';
import { type GitHubStandIn, REPOSITORY, startGitHub, TOKEN } from './github-stand-in.ts';

const START = Date.parse('2026-06-01T00:53:00Z');
const FEEDS = ['region-data', 'fuel-type-data', 'interchange-data'];
const at = (hour: number) => new Date(START + hour * 3_600_000);

/** A run an hour: which feeds failed in it; null: killed. */
const runOf = (hour: number, failed: string[] | null): FeedRun => ({
  id: hour + 1,
  startedAt: at(hour),
  status: failed === null ? 'running' : failed.length === 0 ? 'succeeded' : 'partial',
  outcome: failed && {
    failures: failed.map((what) => ({
      what,
      message: `@everyone, EIA answered \`${what}\` with status 503`,
    })),
    completed: FEEDS.filter((feed) => !failed.includes(feed)),
  },
});

let gitHub: GitHubStandIn;
let github: GitHub;
let hour = 0;
beforeAll(async () => {
  gitHub = await startGitHub();
  gitHub.now = () => at(hour);
  github = openGitHub({ apiUrl: gitHub.apiUrl, repository: REPOSITORY, token: TOKEN });
});
afterAll(() => gitHub.close());
beforeEach(() => {
  gitHub.issues.length = 0;
});

/** Plays the hours; returns what was done in each. */
async function play(hours: (string[] | null)[]): Promise<string[]> {
  const runs: FeedRun[] = [];
  const done: string[] = [];
  for (const [i, failed] of hours.entries()) {
    hour = i;
    runs.unshift(runOf(i, failed));
    const circumstances = { now: at(i), statusUrl: 'https://grid.example.org/status/', runUrl: undefined };
    const issues = await readFeedIssues(github, at(i));
    const actions = issueActions(healthOfFeeds(runs), issues, circumstances);
    for (const action of actions) await carryOut(github, action);
    done.push(actions.map(({ kind, feed }) => `${kind} ${feed}`).join(', '));
  }
  return done;
}

const BAD = ['region-data'];
const GOOD: string[] = [];

describe('the issue of a failing feed', () => {
  it('is opened at the third failure in a row, with facts, and no more than once', async () => {
    expect(await play([BAD, BAD, GOOD, BAD, BAD, BAD, BAD, BAD])).toEqual([
      '',
      '',
      '',
      '',
      '',
      'open region-data',
      '',
      '',
    ]);
    const [issue] = gitHub.issues;
    expect(gitHub.issues).toHaveLength(1);
    expect(issue?.labels).toEqual([LABEL]);
    expect(issue?.body).toContain('in a row that did not get it whole: 3, since 2026-06-01 03:53 UTC');
    expect(issue?.body).toContain('last came whole: 2026-06-01 02:53 UTC');
    expect(issue?.body).toContain("```text\n@everyone, EIA answered 'region-data' with status 503\n```");
    expect(issue?.body).toContain('https://grid.example.org/status/');
  });

  it('is commented on once a day, and closed when the feed has come whole twice', async () => {
    const done = await play([...Array(60).fill(BAD), GOOD, BAD, GOOD, GOOD, GOOD]);
    expect(done.flatMap((what, i) => (what ? [`${i}: ${what}`] : []))).toEqual([
      '2: open region-data',
      '26: comment region-data',
      '50: comment region-data',
      '63: close region-data',
    ]);
    expect(gitHub.issues[0]?.state).toBe('closed');
    expect(gitHub.issues[0]?.comments).toHaveLength(3);
  });

  it('is opened again where the feed fails within a week, and another one after it', async () => {
    const failing = [BAD, BAD, BAD];
    const pause = (hours: number) => Array<string[]>(hours).fill(GOOD);
    const done = await play([...failing, ...pause(48), ...failing, ...pause(200), ...failing]);
    expect(done.filter(Boolean)).toEqual([
      'open region-data',
      'close region-data',
      'reopen region-data',
      'close region-data',
      'open region-data',
    ]);
  });

  it('is closed though another feed fails still: only what a run has covered counts', async () => {
    const both = ['region-data', 'interchange-data'];
    const done = await play([both, both, both, ['interchange-data'], null, ['interchange-data']]);
    expect(done).toEqual(['', '', 'open interchange-data, open region-data', '', '', 'close region-data']);
  });

  it('takes no notice of issues without its label or its marker', async () => {
    await play([BAD, BAD, BAD]);
    const [ours] = gitHub.issues;
    if (ours) ours.labels = ['bug'];
    expect(await readFeedIssues(github, at(9))).toEqual([]);
    if (ours) Object.assign(ours, { labels: [LABEL], body: 'no marker' });
    expect(await readFeedIssues(github, at(9))).toEqual([]);
  });

  it('is not written twice where an answer was lost', async () => {
    let faults = 0;
    gitHub.fault = ({ method, path }) =>
      method === 'POST' && /issues$/.test(path) && faults++ === 0
        ? { status: 502, body: {}, afterDoing: true }
        : null;
    await expect(play([BAD, BAD, BAD])).rejects.toThrow(/status 502/);
    gitHub.fault = null;
    expect(await play([BAD, BAD, BAD, BAD])).toEqual(['', '', '', '']);
    expect(gitHub.issues).toHaveLength(1);
  });

  it('never floods, whatever the feeds do', async () => {
    const outcome = fc.option(fc.subarray(FEEDS), { nil: null });
    await fc.assert(
      fc.asyncProperty(fc.array(outcome, { minLength: 20, maxLength: 80 }), async (hours) => {
        gitHub.issues.length = 0;
        await play(hours);
        for (const feed of FEEDS) {
          const own = gitHub.issues.filter(({ title }) => title.includes(feed));
          expect(own.filter(({ state }) => state === 'open').length).toBeLessThanOrEqual(1);
          expect(own.length).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 8 },
    );
  });
});
