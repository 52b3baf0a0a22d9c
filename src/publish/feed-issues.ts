/**
 * One issue for each feed that keeps failing: opened after several failures in a row, told of once a day,
 * closed when the feed has come whole again. What is decided is a pure function of the feeds' health and of the issues there are.
 */
import { MS_PER_HOUR } from '../grid/hour.ts';
import type { FeedHealth } from './feed-health.ts';
import type { GitHub } from './github-client.ts';

export const LABEL = 'data-quality';
const FAILURES_TO_OPEN = 3;
/** One success may be luck. */
const SUCCESSES_TO_CLOSE = 2;
const HOURS_BETWEEN_COMMENTS = 24;
/** A feed that fails again so soon fails still. */
const DAYS_TO_REOPEN = 7;

const PER_PAGE = 100;
const MARKER = /<!-- gridpulse feed: (\S+) -->/;
const markerOf = (feed: string) => `<!-- gridpulse feed: ${encodeURIComponent(feed)} -->`;

/** An issue of ours: by its label, which strangers cannot set, and the marker in its body. */
export interface FeedIssue {
  number: number;
  feed: string;
  isOpen: boolean;
  closedAt: Date | null;
  /** When it last said something. */
  toldAt: Date;
}

export interface IssueAction {
  kind: 'open' | 'reopen' | 'comment' | 'close';
  feed: string;
  /** Null of one that is to be opened. */
  number: number | null;
  title: string;
  text: string;
}

export interface Circumstances {
  now: Date;
  /** Where the status of all data is shown, if it is known. */
  statusUrl: string | undefined;
  /** The page of the workflow's run, if this is one. */
  runUrl: string | undefined;
}

/** What is to be done, at most one thing a feed. */
export function issueActions(
  feeds: readonly FeedHealth[],
  issues: readonly FeedIssue[],
  circumstances: Circumstances,
): IssueAction[] {
  return feeds.flatMap((health) => {
    const own = issues.filter(({ feed }) => feed === health.feed).sort((a, b) => b.number - a.number);
    const kind = decision(health, own, circumstances.now);
    if (!kind) return [];
    const target = kind === 'open' ? null : (own.find(({ isOpen }) => isOpen) ?? own[0] ?? null);
    const text = kind === 'close' ? recovery(health) : facts(health, circumstances);
    const body = kind === 'open' ? `${text}\n\n${EXPLANATION}\n\n${markerOf(health.feed)}\n` : text;
    return [{ kind, feed: health.feed, number: target?.number ?? null, title: titleOf(health), text: body }];
  });
}

function decision(health: FeedHealth, own: readonly FeedIssue[], now: Date): IssueAction['kind'] | null {
  const open = own.find(({ isOpen }) => isOpen);
  if (open && health.successes >= SUCCESSES_TO_CLOSE) return 'close';
  if (health.failures < FAILURES_TO_OPEN) return null;
  if (open) return hoursBetween(open.toldAt, now) >= HOURS_BETWEEN_COMMENTS ? 'comment' : null;
  const closedAt = own[0]?.closedAt;
  return closedAt && hoursBetween(closedAt, now) < DAYS_TO_REOPEN * 24 ? 'reopen' : 'open';
}

const hoursBetween = (earlier: Date, later: Date) => (later.getTime() - earlier.getTime()) / MS_PER_HOUR;

const titleOf = ({ feed }: FeedHealth) => `EIA feed "${feed}" does not come in`;

const EXPLANATION =
  'What did come is published; pages say from when their data is. Each run asks again for what is missing. This issue was ' +
  'opened by the scheduled job, which adds a comment at most once a day and closes it when the feed has come whole again.';

const instant = (at: Date | null) =>
  at ? `${at.toISOString().slice(0, 16).replace('T', ' ')} UTC` : 'never';

function facts(health: FeedHealth, { statusUrl, runUrl }: Circumstances): string {
  const lines = [
    `- runs in a row that did not get it whole: ${health.failures}, since ${instant(health.failingSince)}`,
    `- last came whole: ${instant(health.lastWholeAt)}${health.lastWholeAt ? '' : ' within the recorded runs'}`,
    `- last error (${instant(health.lastFailureAt)}):`,
    '',
    quoted(health.lastMessage ?? ''),
  ];
  if (statusUrl) lines.push('', `How old each series is: ${statusUrl}`);
  if (runUrl) lines.push('', `The run that says so: ${runUrl}`);
  return lines.join('\n');
}

/** As a block of code, in which nobody is mentioned and nothing is marked up. */
const quoted = (message: string) => `\`\`\`text\n${message.replaceAll('`', "'")}\n\`\`\``;

const recovery = ({ successes, lastWholeAt }: FeedHealth) =>
  `The feed came whole in the last ${successes} runs, most lately at ${instant(lastWholeAt)}. Closed.`;

/** Every issue of ours, open or closed. */
export async function readFeedIssues({ octokit, at }: GitHub, now: Date): Promise<FeedIssue[]> {
  const found = await octokit.paginate(octokit.rest.issues.listForRepo, {
    ...at,
    labels: LABEL,
    state: 'all',
    per_page: PER_PAGE,
  });
  const issues: FeedIssue[] = [];
  for (const issue of found) {
    const feed = MARKER.exec(issue.body ?? '')?.[1];
    if (feed === undefined || issue.pull_request) continue;
    const isOpen = issue.state === 'open';
    issues.push({
      number: issue.number,
      feed: decodeURIComponent(feed),
      isOpen,
      closedAt: issue.closed_at ? new Date(issue.closed_at) : null,
      toldAt:
        (isOpen && (await lastComment({ octokit, at }, issue.number, now))) || new Date(issue.created_at),
    });
  }
  return issues;
}

/** Of the last day, which is all that matters: when we last said something. */
async function lastComment(
  { octokit, at }: Pick<GitHub, 'octokit' | 'at'>,
  issue_number: number,
  now: Date,
): Promise<Date | null> {
  const since = new Date(now.getTime() - HOURS_BETWEEN_COMMENTS * MS_PER_HOUR).toISOString();
  const comments = await octokit.paginate(octokit.rest.issues.listComments, {
    ...at,
    issue_number,
    since,
    per_page: PER_PAGE,
  });
  const own = comments
    .filter(({ body }) => body?.includes(OWN_COMMENT))
    .map(({ created_at }) => Date.parse(created_at));
  return own.length > 0 ? new Date(Math.max(...own)) : null;
}

const OWN_COMMENT = '<!-- gridpulse -->';

export async function carryOut({ octokit, at }: GitHub, action: IssueAction): Promise<void> {
  const { issues } = octokit.rest;
  const { kind, number, title, text } = action;
  if (number === null) {
    await issues.create({ ...at, title, body: text, labels: [LABEL] });
    return;
  }
  const target = { ...at, issue_number: number };
  if (kind === 'reopen') await issues.update({ ...target, state: 'open' });
  await issues.createComment({ ...target, body: `${text}\n\n${OWN_COMMENT}\n` });
  if (kind === 'close') await issues.update({ ...target, state: 'closed', state_reason: 'completed' });
}
