import { describe, expect, it } from 'vitest';
import { axisRange } from './axis-range';

describe('the ends of an axis', () => {
  it('leave room, and none below nothing', () => {
    const [low, high] = axisRange([4, 5], [4.5]) ?? [];
    expect(low).toBeCloseTo(3.88);
    expect(high).toBeCloseTo(5.12);
    expect(axisRange([0.01, 0.9])?.[0]).toBe(0);
    expect(axisRange([-1, 1])?.[0]).toBeCloseTo(-1.24);
  });
  it('stand apart where all marks are one', () => {
    expect(axisRange([3])).toEqual([2.64, 3.36]);
    expect(axisRange([])).toBeNull();
    expect(axisRange([Number.NaN])).toBeNull();
  });
});
