import { describe, expect, it } from 'vitest';
import { triangleRows } from './earning-cells';
import { paybackText } from './payback-text';

const write = (months: number) => months.toFixed(1);

describe('payback', () => {
  it('tells months that are lived from those that are expected', () => {
    expect(paybackText({ payback_months: 2.5, payback_expected: false }, write, '(exp.)')).toBe('2.5');
    expect(paybackText({ payback_months: 14, payback_expected: true }, write, '(exp.)')).toBe('14.0 (exp.)');
    expect(paybackText({ payback_months: null, payback_expected: false }, write, '(exp.)')).toBe('–');
  });
});

describe('cohort cells', () => {
  const cohort = (name: string, profit: number[]) => ({
    cohort: name,
    customers: 10,
    revenue: profit,
    contribution: profit,
    profit,
  });
  it('are by customer and cumulated, and the last is marked while its period is not over', () => {
    const triangle = {
      span: 'month',
      in_progress: true,
      cohorts: [cohort('2024-01', [-50, 30, 40]), cohort('2024-02', [-20, 5])],
    };
    const rows = triangleRows(triangle, 'profit');
    expect(rows.map((row) => row.cells.map((cell) => cell.value))).toEqual([
      [-5, -2, 2],
      [-2, -1.5],
    ]);
    expect(rows.map((row) => row.cells.map((cell) => cell.open))).toEqual([
      [false, false, true],
      [false, true],
    ]);
  });
  it('stay unknown from the first unknown figure on', () => {
    const unknown = { ...cohort('2024-01', [1, 2]), revenue: [10, null] };
    const rows = triangleRows({ span: 'month', in_progress: false, cohorts: [unknown] }, 'revenue');
    expect(rows[0]?.cells.map((cell) => cell.value)).toEqual([1, null]);
  });
});
