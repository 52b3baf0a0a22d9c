import { describe, expect, it } from 'vitest';
import { newsworthy } from '../../src/components/newsworthy.ts';

const pulse = (code: string, rule: string, demandMwh: number | null, date = '2026-06-14') => ({
  code,
  rule,
  demandMwh,
  date,
});

describe('the pulses that lead the home page', () => {
  it('are records before what is unusual before peaks, the larger grid first', () => {
    const chosen = newsworthy(
      [
        pulse('PJM', 'peak-demand', 100_000),
        pulse('TVA', 'unusual-peak', 24_000),
        pulse('CISO', 'record-solar-output', 27_000),
        pulse('ERCO', 'record-demand', 80_000),
      ],
      3,
    );
    expect(chosen.map(({ code }) => code)).toEqual(['ERCO', 'CISO', 'TVA']);
  });

  it('are of the newest day, and never a day without its figures', () => {
    const chosen = newsworthy(
      [
        pulse('MISO', 'incomplete-day', 90_000),
        pulse('ERCO', 'record-demand', 80_000, '2026-06-01'),
        pulse('AVA', 'peak-demand', 1500),
      ],
      3,
    );
    expect(chosen.map(({ code }) => code)).toEqual(['AVA']);
  });

  it('do not say one thing over and over while there is another', () => {
    const chosen = newsworthy(
      [
        pulse('A', 'record-demand', 9000),
        pulse('B', 'record-demand', 8000),
        pulse('C', 'record-demand', 7000),
        pulse('D', 'peak-demand', 6000),
      ],
      4,
    );
    expect(chosen.map(({ code }) => code)).toEqual(['A', 'B', 'D', 'C']);
  });

  it('of a small town come last', () => {
    const chosen = newsworthy([pulse('HST', 'record-demand', 60), pulse('PJM', 'peak-demand', 100_000)], 2);
    expect(chosen.map(({ code }) => code)).toEqual(['PJM', 'HST']);
  });
});
