/** A line of a few figures, without axes; those not known leave a gap. */
export function Spark({ values, label }: { values: (number | null | undefined)[]; label: string }) {
  const known = values.filter((value): value is number => value != null);
  if (known.length < 2) return null;
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const span = high - low || 1;
  const x = (index: number) => 2 + (56 * index) / (values.length - 1);
  const y = (value: number) => (high === low ? 8 : 14 - (12 * (value - low)) / span);
  const lines: string[] = [];
  let open = false;
  values.forEach((value, index) => {
    if (value == null) open = false;
    else {
      lines.push(`${open ? 'L' : 'M'}${x(index).toFixed(1)} ${y(value).toFixed(1)}`);
      open = true;
    }
  });
  const last = values.at(-1);
  return (
    <svg width="60" height="16" viewBox="0 0 60 16" role="img" aria-label={label}>
      <path d={lines.join('')} fill="none" stroke="var(--quiet)" strokeWidth="1.5" />
      {last != null && <circle cx={x(values.length - 1)} cy={y(last)} r="2" fill="var(--accent)" />}
    </svg>
  );
}
