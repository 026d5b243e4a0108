import type { EarningTriangle } from '../../api/earning';

export type EarningMeasure = 'revenue' | 'contribution' | 'profit';

interface EarningCell {
  /** cumulated, for each customer of the cohort; null where it is not known */
  value: number | null;
  /** whether the period is not over */
  open: boolean;
}

/** Cohorts with what each of their customers brought until the end of every period lived. */
export function triangleRows(triangle: EarningTriangle, measure: EarningMeasure) {
  return triangle.cohorts.map((cohort) => {
    let sum: number | null = 0;
    const cells: EarningCell[] = cohort[measure].map((value, place, all) => {
      sum = sum == null || value == null ? null : sum + value;
      const each = sum == null || cohort.customers === 0 ? null : sum / cohort.customers;
      return { value: each, open: triangle.in_progress && place + 1 === all.length };
    });
    return { cohort: cohort.cohort, customers: cohort.customers, cells };
  });
}
