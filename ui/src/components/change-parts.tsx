import type { FactorPart } from '../api/types';
import './change-parts.css';

/** Parts of a change as bars left and right of nothing; `most` fills half of the width. */
export function PartsBar({ parts, most }: { parts: FactorPart[]; most: number }) {
  const sum = (side: number) =>
    parts.reduce((total, part) => total + (part.change * side > 0 ? Math.abs(part.change) : 0), 0);
  const full = Math.max(most, sum(-1), sum(1));
  const width = (value: number) => (full > 0 ? `${(50 * value) / full}%` : '0');
  return (
    <span className="parts-bar" aria-hidden="true">
      <i className="down" style={{ width: width(sum(-1)) }} />
      <i className="up" style={{ width: width(sum(1)) }} />
    </span>
  );
}

/** One part of a change, left or right of nothing. */
export function PartBar({ change, most }: { change: number; most: number }) {
  return <PartsBar parts={[{ factor: '', change }]} most={most} />;
}
