import type { CohortView } from '../../api/types';
import type { Maybe } from '../../format/number';

/** What a cell of the triangle may show. */
export const MEASURES = [
  'revenue_per_customer',
  'revenue',
  'contribution',
  'retention',
  'buyers',
  'orders',
  'average_order',
] as const;

export type CohortMeasure = (typeof MEASURES)[number];

/** Measures in money, which need amounts. */
const MONEY: readonly CohortMeasure[] = ['revenue_per_customer', 'revenue', 'contribution', 'average_order'];

/** Cells of one cohort by periods since the first purchase; the list ends with the period that is being lived. */
export function cohortCells(cohort: CohortView, measure: CohortMeasure): Maybe<number>[] {
  switch (measure) {
    case 'buyers':
      return cohort.buyers;
    case 'retention':
      return cohort.buyers.map((buyers) => ratio(buyers, cohort.customers));
    case 'orders':
      return cohort.orders;
    case 'revenue':
      return cohort.revenue;
    case 'contribution':
      return cohort.contribution;
    case 'average_order':
      return cohort.revenue.map((revenue, period) => ratio(revenue, cohort.orders[period]));
    case 'revenue_per_customer': {
      let sum: Maybe<number> = 0;
      return cohort.revenue.map((revenue) => {
        sum = sum == null || revenue == null ? null : sum + revenue;
        return ratio(sum, cohort.customers);
      });
    }
  }
}

/** Nothing can be said of none. */
function ratio(value: Maybe<number>, of: Maybe<number>): number | null {
  return value == null || !of ? null : value / of;
}

/** Measures of which anything is known. */
export function knownMeasures(cohorts: CohortView[]): CohortMeasure[] {
  return MEASURES.filter((measure) =>
    cohorts.some((cohort) => cohortCells(cohort, measure).some((value) => value != null)),
  );
}

/** Whether a measure is in money. */
export function isMoney(measure: CohortMeasure): boolean {
  return MONEY.includes(measure);
}

/** The span to begin with: the finest that leaves at most two dozen cohorts. */
export function firstSpan(triangles: { span: string; cohorts: unknown[] }[]): string {
  const fits = triangles.find((triangle) => triangle.cohorts.length <= 24);
  return (fits ?? triangles.at(-1))?.span ?? 'month';
}
