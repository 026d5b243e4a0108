import { describe, expect, it } from 'vitest';
import type { ScoreLine, ScoreRow, ScoreView } from '../../api/types';
import type { Format } from '../../format/use-format';
import { partsOf, pointsOf } from './parts';

const word = (text: string) => ({ en: text, zh: text });
const line = (id: string, group: string | null, deduction = false): ScoreLine => ({
  id,
  name: word(id),
  group,
  points: 10,
  deduction,
  missing: 0,
});
const format = { word: (text: { en: string }) => text.en } as unknown as Format;
const row: ScoreRow = { customer_id: 'a', score: 15, rank: 1, points: [8, 4, 6, -3], memberships: [] };

function view(groups: string[], lines: ScoreLine[]): ScoreView {
  return { groups: groups.map((id) => ({ id, name: word(id) })), lines } as unknown as ScoreView;
}

describe('parts of a score', () => {
  const lines = [line('a', 'x'), line('b', 'y'), line('c', 'x'), line('d', 'y', true)];
  it('are the groups, with what is taken away apart', () => {
    const parts = partsOf(view(['x', 'y'], lines), format, 'taken');
    expect(parts.map(({ name }) => name)).toEqual(['x', 'y', 'taken']);
    expect(parts.map((part) => pointsOf(row, part))).toEqual([14, 4, -3]);
  });
  it('are the lines of a card without groups', () => {
    const parts = partsOf(view([], lines), format, 'taken');
    expect(parts.map((part) => pointsOf(row, part))).toEqual([8, 4, 6, -3]);
  });
  it('add up to the points of the account whatever the card looks like', () => {
    const total = (groups: string[]) =>
      partsOf(view(groups, lines), format, 'taken').reduce((sum, part) => sum + pointsOf(row, part), 0);
    for (const groups of [[], ['x'], ['x', 'y'], ['x', 'z']]) expect(total(groups)).toBe(15);
  });
});
