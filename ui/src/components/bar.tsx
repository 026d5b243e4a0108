import './bar.css';

/** A share of one as a small bar in a cell. */
export function Bar({ share, color }: { share: number | null | undefined; color?: string }) {
  const width = Math.min(1, Math.max(0, share ?? 0));
  return (
    <span className="bar" aria-hidden="true">
      <span style={{ width: `${width * 100}%`, background: color }} />
    </span>
  );
}
