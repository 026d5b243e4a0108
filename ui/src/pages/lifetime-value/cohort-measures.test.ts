import { describe, expect, it } from 'vitest';
import { cohortCells, firstSpan, knownMeasures, MEASURES } from './cohort-measures';

const cohort = {
  cohort: '2024-01',
  customers: 4,
  buyers: [4, 0, 2],
  orders: [5, 0, 2],
  revenue: [100, -10, 30],
  contribution: [50, -5, 15],
  residual_value: 12,
};

describe('cohorts', () => {
  it('cumulates revenue per customer and leaves the others as they are', () => {
    expect(cohortCells(cohort, 'revenue_per_customer')).toEqual([25, 22.5, 30]);
    expect(cohortCells(cohort, 'retention')).toEqual([1, 0, 0.5]);
    expect(cohortCells(cohort, 'contribution')).toEqual([50, -5, 15]);
    expect(cohortCells(cohort, 'orders')).toEqual([5, 0, 2]);
  });

  it('knows no average of no orders', () => {
    expect(cohortCells(cohort, 'average_order')).toEqual([20, null, 15]);
  });

  it('offers what is known', () => {
    expect(knownMeasures([cohort])).toEqual([...MEASURES]);
    const without = {
      ...cohort,
      orders: [null, null, null],
      revenue: [null, null, null],
      contribution: [null, null, null],
    };
    expect(knownMeasures([without])).toEqual(['retention', 'buyers']);
  });

  it('begins with the finest span that is still read', () => {
    const triangles = [
      { span: 'month', cohorts: Array(60).fill(0) },
      { span: 'quarter', cohorts: Array(20).fill(0) },
      { span: 'year', cohorts: Array(5).fill(0) },
    ];
    expect(firstSpan(triangles)).toBe('quarter');
    expect(firstSpan(triangles.slice(0, 1))).toBe('month');
  });
});
