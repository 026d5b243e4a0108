import { describe, expect, it } from 'vitest';
import type { SurveyItem } from '../../api/voice';
import { itemGaps } from './item-gaps';

const item = (name: string, answer: number | null, expectation: number | null) =>
  ({
    text: { en: name, zh: name },
    answer: answer === null ? null : { mean: answer, answers: 10 },
    expectation: expectation === null ? null : { mean: expectation, answers: 8 },
  }) as unknown as SurveyItem;

describe('gaps of questions', () => {
  it('begin with the widest and leave out what was not asked in pairs', () => {
    const rows = itemGaps(
      [item('a', 4, 5), item('b', 3, 6), item('c', 4, null), item('d', null, 4), item('e', 6, 5)],
      (text) => text.en,
    );
    expect(rows.map(({ name, gap }) => [name, gap])).toEqual([
      ['b', -3],
      ['a', -1],
      ['e', 1],
    ]);
    expect(rows[0]?.answers).toBe(8);
  });
});
