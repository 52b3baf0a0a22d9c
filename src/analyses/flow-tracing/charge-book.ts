/** What the storage of each area was charged with over the last seven days. */
const HOURS_REMEMBERED = 7 * 24;

interface Entry {
  hour: number;
  chargeMwh: Float64Array;
  kgPerMwh: Float64Array;
}

/** Hours are booked in order. */
export class ChargeBook {
  private entries: Entry[] = [];
  /** kg/MWh of the hour booked last in which it was known, 0 before any. */
  private last: Float64Array;

  constructor(areaCount: number) {
    this.last = new Float64Array(areaCount);
  }

  /** kg/MWh that discharge carries: the mean of what was charged, each hour by its MWh. */
  intensityOf(area: number): number {
    let mwh = 0;
    let kg = 0;
    for (const { chargeMwh, kgPerMwh } of this.entries) {
      const charge = chargeMwh[area] as number;
      if (charge === 0 || Number.isNaN(kgPerMwh[area])) continue;
      mwh += charge;
      kg += charge * (kgPerMwh[area] as number);
    }
    return mwh > 0 ? kg / mwh : (this.last[area] as number);
  }

  /** What was charged in an hour, at what intensity; NaN is unknown and forgotten. */
  book(hour: number, chargeMwh: Float64Array, kgPerMwh: Float64Array): void {
    this.entries = this.entries.filter((entry) => entry.hour > hour - HOURS_REMEMBERED);
    this.entries.push({ hour, chargeMwh, kgPerMwh });
    this.last = kgPerMwh.map((value, i) => (Number.isNaN(value) ? (this.last[i] as number) : value));
  }
}
