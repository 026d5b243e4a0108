interface Payback {
  payback_months?: number | null;
  payback_expected: boolean;
}

/** Months until the cost is earned back; what is expected rather than lived says so. */
export function paybackText(line: Payback, write: (months: number) => string, expected: string): string {
  if (line.payback_months == null) return '–';
  const months = write(line.payback_months);
  return line.payback_expected ? `${months} ${expected}` : months;
}
