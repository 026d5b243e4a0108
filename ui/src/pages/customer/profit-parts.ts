import type { CustomerView } from '../../api/types';
import type { Branch } from '../../components/branches';
import { number } from './values';

/** From gross profit to both profits of a customer; empty where its cost to serve is not known. */
export function profitParts(customer: CustomerView): Omit<Branch, 'name'>[] {
  const [cost, incremental] = [number(customer, 'cost_to_serve'), number(customer, 'cost_incremental')];
  if (cost === null || incremental === null) return [];
  const part = (id: string, depth: Branch['depth'], sign: Branch['sign']): Omit<Branch, 'name'> => ({
    id,
    value: id === 'cost_shared' ? cost - incremental : number(customer, id),
    depth,
    sign,
  });
  return [
    part('customer_gross_profit', 0, ''),
    part('cost_incremental', 2, '−'),
    part('profit_incremental', 1, '='),
    part('cost_shared', 2, '−'),
    part('profit_full', 1, '='),
  ];
}
