import type { PulseSnapshot } from '../snapshots/pulse.ts';

type EnvelopeField =
  | 'schemaVersion'
  | 'provenance'
  | 'inputHash'
  | 'sources'
  | 'units'
  | 'balancingAuthority'
  | 'dataAsOf';

/** A snapshot's own fields, which an analysis makes; whoever writes the file adds the envelope. */
export type OwnFields<Snapshot extends Pick<PulseSnapshot, EnvelopeField>> = Omit<Snapshot, EnvelopeField>;
