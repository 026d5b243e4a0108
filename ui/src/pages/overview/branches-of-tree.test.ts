import { describe, expect, it } from 'vitest';
import type { ValueTree } from '../../api/types';
import { branchesOf } from './branches-of-tree';

const TREE: ValueTree = {
  customer_value: 767,
  realised_value: 467,
  contribution: 599,
  cost_to_serve: 132,
  customer_equity: 300,
  expected_value: 300,
  not_measured: [],
};

describe('the value tree', () => {
  it('shows what realised value is made of, and which cost is not known', () => {
    const shown = branchesOf(TREE).map(({ id, value, sign }) => [sign, id, value]);
    expect(shown.slice(1, 6)).toEqual([
      ['', 'realised_value', 467],
      ['', 'contribution', 599],
      ['−', 'cost_to_serve', 132],
      ['−', 'acquisition_cost', undefined],
      ['−', 'marketing_cost', undefined],
    ]);
  });

  it('is short where no cost is known', () => {
    const ids = branchesOf({ ...TREE, cost_to_serve: null }).map(({ id }) => id);
    expect(ids).not.toContain('contribution');
    expect(ids).toHaveLength(6);
  });
});
