/** Which of a day's pulses a newsroom would run first. */

/** Of a pulse, what its place in the order depends on. */
export interface Candidate {
  /** The rule that made the headline. */
  rule: string;
  date: string;
  demandMwh: number | null;
}

/** What has not happened for long comes before what is off the usual, and that before what happens daily. */
const TIERS: readonly (readonly string[])[] = [
  [
    'record-demand',
    'record-low-demand',
    'record-solar-output',
    'record-wind-output',
    'record-low-carbon',
    'record-high-carbon',
    'record-evening-ramp',
    'record-imports',
    'record-exports',
  ],
  ['unusual-peak', 'forecast-deviation', 'wind-and-solar-share'],
  ['peak-against-usual', 'peak-demand'],
];

/** Below it a headline is of local interest: it stands behind the larger grids', whatever it says. */
const OF_NATIONAL_SIZE_MWH = 1000;
const OF_ONE_RULE = 2;

const tierOf = ({ rule }: Candidate) => TIERS.findIndex((rules) => rules.includes(rule));
const isLarge = ({ demandMwh }: Candidate) => (demandMwh ?? 0) >= OF_NATIONAL_SIZE_MWH;

/**
 * At most `count`, of the newest day only and at most two of one kind as long as there are others.
 * What says nothing happened (an incomplete day) is left out.
 */
export function newsworthy<C extends Candidate>(candidates: readonly C[], count: number): C[] {
  const newest = candidates
    .map(({ date }) => date)
    .sort()
    .at(-1);
  const ranked = candidates
    .filter((one) => one.date === newest && tierOf(one) >= 0)
    .sort(
      (a, b) =>
        Number(isLarge(b)) - Number(isLarge(a)) ||
        tierOf(a) - tierOf(b) ||
        (b.demandMwh ?? 0) - (a.demandMwh ?? 0),
    );
  const varied = ranked.filter(
    (one, i) => ranked.slice(0, i).filter(({ rule }) => rule === one.rule).length < OF_ONE_RULE,
  );
  return [...varied, ...ranked.filter((one) => !varied.includes(one))].slice(0, count);
}
