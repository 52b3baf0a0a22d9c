/** npm run feed-issues: one issue for each feed of EIA's that keeps failing, as the recorded runs tell. */
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Config, readConfig } from '../src/config.ts';
import { type FeedHealth, feedHealth, healthOfFeeds } from '../src/publish/feed-health.ts';
import { carryOut, type IssueAction, issueActions, readFeedIssues } from '../src/publish/feed-issues.ts';
import { writeFileAtomically } from '../src/snapshots/write.ts';
import { clock } from './steps/clock.ts';
import { githubOf } from './steps/open-archive.ts';
import { runScript } from './steps/run-script.ts';
import { withFilledStore } from './steps/with-store.ts';

const HELP = `Usage: npm run feed-issues -- [--to FILE | --from FILE] [--dry-run]

  (nothing)      opens, comments on and closes issues of GITHUB_REPOSITORY, by the runs that the store recorded
  --to FILE      only writes how the feeds fare, for a later --from
  --from FILE    takes that from such a file instead of from the store
  --dry-run      prints what would be done, and does nothing`;

/** More than a week of hourly runs. */
const RUNS_LOOKED_AT = 400;

const { values } = parseArgs({
  options: {
    to: { type: 'string' },
    from: { type: 'string' },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

async function healthFromStore(config: Config): Promise<FeedHealth[]> {
  let feeds: FeedHealth[] = [];
  await withFilledStore(config, async (store) => {
    feeds = healthOfFeeds(await store.recentRuns(RUNS_LOOKED_AT));
  });
  return feeds;
}

const healthFromFile = (path: string): FeedHealth[] =>
  z.array(feedHealth).parse(JSON.parse(readFileSync(path, 'utf8')));

const VERBS: Record<IssueAction['kind'], string> = {
  open: 'open an issue',
  reopen: 'open again issue',
  comment: 'comment on issue',
  close: 'close issue',
};

const inWords = ({ kind, feed, number }: IssueAction) =>
  `${VERBS[kind]}${number === null ? '' : ` ${number}`} of the feed ${feed}`;

async function tellGitHub(config: Config, feeds: FeedHealth[]): Promise<void> {
  const github = githubOf(config, 'there is nobody to tell');
  const now = clock(config)();
  const { siteUrl, basePath } = config;
  const statusUrl = siteUrl && `${siteUrl}${basePath.replace(/\/$/, '')}/status/`;
  const issues = await readFeedIssues(github, now);
  const actions = issueActions(feeds, issues, { now, statusUrl, runUrl: config.github.runUrl });
  for (const action of actions) {
    if (!values['dry-run']) await carryOut(github, action);
    console.log(`${values['dry-run'] ? 'Would ' : 'Did '}${inWords(action)}`);
    if (values['dry-run']) console.log(action.text.replace(/^/gm, '  '));
  }
  const failing = feeds
    .filter(({ failures }) => failures > 0)
    .map(({ feed, failures }) => `${feed} (${failures})`);
  console.log(
    `Feeds: ${feeds.length}; failing now, and how often in a row: ${failing.join(', ') || 'none'}.`,
  );
}

await runScript(async () => {
  if (values.help) return console.log(HELP);
  const config = readConfig();
  const feeds = values.from === undefined ? await healthFromStore(config) : healthFromFile(values.from);
  if (values.to === undefined) return tellGitHub(config, feeds);
  writeFileAtomically(values.to, `${JSON.stringify(feeds, null, 2)}\n`);
});
