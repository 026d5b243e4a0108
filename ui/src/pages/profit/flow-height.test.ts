import { describe, expect, it } from 'vitest';
import { flowHeight } from './flow-height';

describe('height of the flow', () => {
  it('follows the fullest column', () => {
    const way = (from: string, to: string) => ({ from, to });
    const many = Array.from({ length: 12 }, (_, place) => way(`resource-${place}`, 'department'));
    expect(flowHeight(many)).toBe(12 * 34);
    // Activities behind a department are a column of their own, however they are reached.
    const further = Array.from({ length: 20 }, (_, place) => way('department', `activity-${place}`));
    const beside = Array.from({ length: 20 }, (_, place) => way('resource-0', `activity-${place}`));
    expect(flowHeight([...many, ...further, ...beside])).toBe(20 * 34);
  });
  it('is neither too small nor endless', () => {
    expect(flowHeight([])).toBe(280);
    const wide = Array.from({ length: 200 }, (_, place) => ({ from: 'all', to: `one-${place}` }));
    expect(flowHeight(wide)).toBe(1200);
  });
});
