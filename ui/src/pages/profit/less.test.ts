import { describe, expect, it } from 'vitest';
import { less } from './less';

describe('a cost that is taken away', () => {
  it('has no sign where it is nothing', () => {
    expect(Object.is(less(0), 0)).toBe(true);
    expect(less(2.5)).toBe(-2.5);
  });
});
