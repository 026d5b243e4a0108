import type { ValueTree } from '../../api/types';
import type { Branch } from '../../components/branches';

/** A branch without its name. */
export type BareBranch = Omit<Branch, 'name'>;

/** What realised value is made of; without any of its costs it is contribution, and parts say nothing more. */
export function realisedParts(
  tree: Pick<ValueTree, 'contribution' | 'cost_to_serve' | 'acquisition_cost' | 'marketing_cost'>,
): BareBranch[] {
  const costs = ['cost_to_serve', 'acquisition_cost', 'marketing_cost'] as const;
  if (costs.every((id) => tree[id] == null)) return [];
  const part = (id: (typeof costs)[number] | 'contribution', sign: Branch['sign']): BareBranch => ({
    id,
    value: tree[id],
    depth: 2,
    sign,
    past: true,
  });
  return [part('contribution', ''), ...costs.map((id) => part(id, '−'))];
}

/** Customer value as a sum: what was realised and what is to come. */
export function branchesOf(tree: ValueTree): BareBranch[] {
  return [
    { id: 'customer_value', value: tree.customer_value, depth: 0, sign: '' },
    { id: 'realised_value', value: tree.realised_value, depth: 1, sign: '', past: true },
    ...realisedParts(tree),
    { id: 'customer_equity', value: tree.customer_equity, depth: 1, sign: '+' },
    { id: 'expected_value', value: tree.expected_value, depth: 2, sign: '' },
    { id: 'potential_value', value: tree.potential_value, depth: 2, sign: '+' },
    { id: 'expected_credit_loss', value: tree.expected_credit_loss, depth: 2, sign: '−' },
  ];
}
