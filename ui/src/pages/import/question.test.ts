import { describe, expect, it } from 'vitest';
import { mergeQuestions, questionKey, questionOf } from './question';

const date = {
  id: 'date-order',
  column: 'On',
  message: 'which first?',
  answers: ['day-first', 'month-first'],
};
const zone = { id: 'time-zone', column: 'On', message: 'where?', answers: ['UTC'] };

describe('questions of an import', () => {
  it('are answered for a column, the time zone for the file', () => {
    expect(questionKey(date)).toBe('date-order:On');
    expect(questionKey(zone)).toBe('time-zone');
  });
  it('stay when they are answered and no longer asked', () => {
    expect(mergeQuestions([date], [zone])).toEqual([date, zone]);
    expect(mergeQuestions([date, zone], [])).toEqual([date, zone]);
    expect(mergeQuestions([date], [{ ...date, message: 'again?' }])).toEqual([
      { ...date, message: 'again?' },
    ]);
  });
  it('are read from a problem', () => {
    const problem = {
      code: 'question',
      message: 'overlaps',
      values: { question: 'overlap', answers: ['skip', 'keep'] },
    };
    expect(questionOf(problem)).toEqual({
      id: 'overlap',
      column: null,
      message: 'overlaps',
      answers: ['skip', 'keep'],
    });
    expect(questionOf({ ...problem, code: 'file-empty' })).toBeNull();
  });
});
