import { describe, expect, it } from 'vitest';
import { workspace } from '../../../src/analyses/forecast/workspace.ts';

describe('a workspace', () => {
  it('lends no array twice before all are back, and then the same ones, also shorter or longer', () => {
    const { lend, takeBack } = workspace();
    const [first, second] = [lend(5).fill(1), lend(5).fill(2)];
    expect([...first, ...second]).toEqual([1, 1, 1, 1, 1, 2, 2, 2, 2, 2]);
    takeBack();
    const shorter = lend(3);
    expect(shorter.buffer).toBe(first.buffer);
    expect(shorter).toHaveLength(3);
    expect(lend(8)).toHaveLength(8);
    expect([...second]).toEqual([2, 2, 2, 2, 2]);
  });
});
