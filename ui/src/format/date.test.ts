import { describe, expect, it } from 'vitest';
import { day, month } from './date';

describe('days', () => {
  it('is written as the language does, in no time zone but its own', () => {
    expect(day('1998-06-30', 'en')).toBe('30 Jun 1998');
    expect(day('1998-06-30', 'zh')).toBe('1998年6月30日');
    expect(month('1997-03', 'en')).toBe('Mar 1997');
    expect(month('1997-03', 'zh')).toBe('1997年3月');
  });
  it('shows what is no date as it came', () => {
    expect(day('soon', 'en')).toBe('soon');
    expect(day(null, 'en')).toBe('–');
  });
});
