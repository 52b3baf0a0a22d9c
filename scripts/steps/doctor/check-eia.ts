import type { Config } from '../../../src/config.ts';
import { type EiaProbe, looksLikeEiaKey } from '../../../src/eia/probe.ts';
import { block, type Finding, ok, warn } from './finding.ts';

const REGISTER = 'https://www.eia.gov/opendata/register.php';

/** Of the key and of the way to EIA. */
export function checkKey(
  { eiaApiKey, eiaApiUrl }: Pick<Config, 'eiaApiKey' | 'eiaApiUrl'>,
  probe: EiaProbe,
): Finding {
  const about = 'EIA API key';
  if (!eiaApiKey) {
    return warn(
      about,
      `No EIA_API_KEY is set: EIA's bulk files are read, or the invented sample is shown; a key is free at ${REGISTER}.`,
    );
  }
  const shape = looksLikeEiaKey(eiaApiKey)
    ? ''
    : ' It does not have the 40 letters and digits of a key of EIA.';
  if (probe.status === null)
    return block(
      about,
      `${eiaApiUrl} did not answer (${probe.reason}): check the network and EIA_API_URL, then run again.`,
    );
  if (probe.status === 403)
    return block(
      about,
      `EIA refused the key: copy it again from EIA's mail, or register another at ${REGISTER}.${shape}`,
    );
  if (probe.status === 429)
    return warn(about, 'EIA limits this key just now: wait an hour, and let no two jobs use it.');
  if (probe.status >= 400)
    return warn(
      about,
      `EIA answered with status ${probe.status}: the key could not be tried, run again later.${shape}`,
    );
  if (probe.isWebPage)
    return warn(about, 'EIA shows a maintenance page: the key could not be tried, run again later.');
  return ok(about, `EIA accepts the key.${shape}`);
}

const TOLERATED_MS = 2 * 60_000;
const HOUR_MS = 3_600_000;

/** The clock decides which hours are asked for and what is late. */
export function checkClock(now: Date, pinned: boolean, { serverTime }: EiaProbe): Finding {
  const about = 'clock';
  if (pinned) return warn(about, 'GRIDPULSE_NOW pins the clock: unset it for a site that goes on.');
  if (!serverTime) return warn(about, "The clock could not be compared with EIA's: no answer named a time.");
  const offMs = now.getTime() - serverTime.getTime();
  if (Math.abs(offMs) <= TOLERATED_MS) return ok(about, "The clock agrees with EIA's.");
  const off = `${Math.round(Math.abs(offMs) / 60_000)} minutes ${offMs > 0 ? 'ahead of' : 'behind'} EIA's`;
  const sentence = `The clock is ${off}: set it by NTP (timedatectl set-ntp true).`;
  return Math.abs(offMs) < HOUR_MS ? warn(about, sentence) : block(about, sentence);
}
