import { describe, expect, it } from 'vitest';
import type { ScoreView } from '../../api/types';
import { isMoved, moved, NOTHING, weighed } from './what-if';

const line = (id: string, group: string, points: number, deduction = false) => ({
  id,
  group,
  points,
  deduction,
});
const score = {
  groups: [{ id: 'g' }, { id: 'h' }],
  lines: [line('a', 'g', 50), line('b', 'g', 20), line('c', 'h', 30), line('d', 'h', 9, true)],
} as unknown as ScoreView;

describe('weights that are tried', () => {
  it('moves groups, or lines with deductions apart', () => {
    expect(weighed(score, false).map(({ id, points }) => [id, points])).toEqual([
      ['g', 70],
      ['h', 30],
    ]);
    expect(weighed(score, true).map(({ id, most }) => [id, most])).toEqual([
      ['a', 100],
      ['b', 100],
      ['c', 100],
      ['d', 20],
    ]);
  });
  it('lets earlier sliders give way where the whole is passed', () => {
    const [g, h] = weighed(score, false);
    if (!g || !h) throw new Error('two groups');
    const first = moved(NOTHING, g, 80);
    expect(first.groups).toEqual({ g: 80 });
    expect(moved(first, h, 60).groups).toEqual({ g: 40, h: 60 });
    expect(moved(first, h, 10).groups).toEqual({ g: 80, h: 10 });
    expect(isMoved(first) && !isMoved(NOTHING)).toBe(true);
  });
  it('keeps deductions out of the whole', () => {
    const d = weighed(score, true)[3];
    if (!d) throw new Error('four lines');
    expect(moved({ lines: { a: 95 }, groups: {} }, d, 12).lines).toEqual({ a: 95, d: 12 });
  });
});
