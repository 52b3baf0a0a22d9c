/**
 * Leads (hours from the last known hour) are fitted in groups of three hours. A group borrows from
 * its neighbours of the same day ahead, never across: at lead 24 to 25 the last known hour of the
 * same clock hour jumps from the newest known to the oldest of the last day.
 */
export const GROUP_HOURS = 3;
const GROUPS_A_DAY = 24 / GROUP_HOURS;
/** Six days: 96 h beyond the moment of the forecast, which itself may lie 35 h beyond the last known mix. */
export const GROUP_COUNT = 6 * GROUPS_A_DAY;

/** Leads beyond the last day of groups are taken for that day's. */
export function groupOfLead(lead: number): number {
  const group = Math.floor((lead - 1) / GROUP_HOURS);
  return group < GROUP_COUNT ? group : GROUP_COUNT - GROUPS_A_DAY + (group % GROUPS_A_DAY);
}

/** How many groups serve all leads up to `lead`. */
export const groupsUpTo = (lead: number): number => Math.min(GROUP_COUNT, Math.ceil(lead / GROUP_HOURS));

/** 0 for the first 24 h from the last known hour. */
export const dayOfGroup = (group: number): number => Math.floor(group / GROUPS_A_DAY);

/** The groups of the same day ahead within `reach`, the group itself included. */
export function neighbouringGroups(group: number, reach: number): number[] {
  const dayStart = group - (group % GROUPS_A_DAY);
  const from = Math.max(dayStart, group - reach);
  const to = Math.min(dayStart + GROUPS_A_DAY - 1, group + reach);
  return Array.from({ length: to - from + 1 }, (_, i) => from + i);
}
