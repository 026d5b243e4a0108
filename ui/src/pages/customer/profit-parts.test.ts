import { describe, expect, it } from 'vitest';
import type { CustomerView } from '../../api/types';
import { profitParts } from './profit-parts';

const of = (values: Record<string, unknown>) => ({ values }) as CustomerView;

describe('the profit of a customer', () => {
  it('leads from gross profit to both views', () => {
    const parts = profitParts(
      of({
        customer_gross_profit: 150,
        cost_incremental: 27,
        profit_incremental: 123,
        cost_to_serve: 97,
        profit_full: 53,
      }),
    );
    expect(parts.map(({ id, value, sign }) => `${sign}${id} ${value}`)).toEqual([
      'customer_gross_profit 150',
      '−cost_incremental 27',
      '=profit_incremental 123',
      '−cost_shared 70',
      '=profit_full 53',
    ]);
  });

  it('is not there without a cost to serve', () => {
    expect(profitParts(of({ customer_gross_profit: 150, cost_to_serve: null }))).toEqual([]);
  });
});
