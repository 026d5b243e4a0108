import { describe, expect, it } from 'vitest';
import { wholePercents } from './shares';

describe('whole per cent', () => {
  it('add up to the whole', () => {
    expect(wholePercents([1 / 3, 1 / 3, 1 / 3])).toEqual([34, 33, 33]);
    expect(wholePercents([0.5229, 0.3526, 0.1245])).toEqual([52, 35, 13]);
    expect(wholePercents([0.005, 0.995])).toEqual([1, 99]);
  });
  it('take counts as they take shares, and nothing as nothing', () => {
    expect(wholePercents([3, 1])).toEqual([75, 25]);
    expect(wholePercents([0, 0])).toEqual([0, 0]);
    expect(wholePercents([])).toEqual([]);
  });
});
