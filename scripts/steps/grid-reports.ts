import { aggregateFrame, type Member } from '../../src/analyses/aggregate-frame.ts';
import { imputedDemand } from '../../src/analyses/imputed-demand.ts';
import { type BalancingAuthorityReport, balancingAuthorityReport } from '../../src/analyses/report.ts';
import { type BalancingAuthority, findGrid, GRIDS } from '../../src/grid/balancing-authority.ts';
import { lastHourEnded } from '../../src/grid/hour.ts';
import { type HourlyFrame, trimFrame, withoutFuture } from '../../src/grid/hourly-frame.ts';
import { type HeldState, readHeldState } from './held-state.ts';

/** A grid with all that is said of it. */
export interface GridReport {
  ba: BalancingAuthority;
  frame: HourlyFrame;
  report: BalancingAuthorityReport;
  held: HeldState;
  /** The source does not report it: its frame is the sum of its members. */
  isSumOfMembers: boolean;
}

/** Of every grid of which an hour is held: balancing authorities first, then regions, then the nation. */
export function* gridReports(
  frames: ReadonlyMap<string, HourlyFrame>,
  now: Date,
  heldOf: (code: string) => HeldState,
): Generator<GridReport> {
  const reports = new Map<string, BalancingAuthorityReport>();
  for (const ba of GRIDS) {
    const reported = knownFrame(frames.get(ba.code), now);
    const members = reported ? [] : membersOf(ba, reports);
    const frame = reported ?? sumOf(ba, members);
    if (!frame) continue;
    const held = heldOf(ba.code);
    const report = balancingAuthorityReport(frame, ba, now, held.days, imputedDemand(members));
    reports.set(ba.code, report);
    yield { ba, frame, report, held, isSumOfMembers: !reported };
  }
}

/** What the published snapshots were made with, where the same code made them. */
export const publishedState = (snapshotDir: string, madeBy: string) => (code: string) =>
  readHeldState(snapshotDir, code, madeBy);

/** The members of a region, which come before it, with what is believed of them. */
const membersOf = (
  { members }: BalancingAuthority,
  reports: ReadonlyMap<string, BalancingAuthorityReport>,
): Member[] =>
  members.flatMap((member) => {
    const respondent = findGrid(member);
    return respondent ? [{ respondent, frame: reports.get(member)?.screened.trusted ?? null }] : [];
  });

/** Of a region that the source does not report itself. */
function sumOf({ code }: BalancingAuthority, members: readonly Member[]): HourlyFrame | null {
  const sum = aggregateFrame(code, members);
  return sum && trimFrame(sum);
}

/** As far as it is known; null where no hour of it is held. */
const knownFrame = (frame: HourlyFrame | undefined, now: Date): HourlyFrame | null =>
  frame ? trimFrame(withoutFuture(frame, lastHourEnded(now))) : null;
