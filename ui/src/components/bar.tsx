import './bar.css';

/** A share of one as a small bar in a cell. */
export function Bar({ share, color }: { share: number | null | undefined; color?: string }) {
  if (share === null || share === undefined) return <span />;
  const width = Math.min(1, Math.max(0, share));
  return (
    <span className="bar" aria-hidden="true">
      <span style={{ width: `${width * 100}%`, background: color }} />
    </span>
  );
}
