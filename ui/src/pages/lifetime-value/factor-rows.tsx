import { useFormat } from '../../format/use-format';

interface Factor {
  id: string;
  name: string;
  factor: number;
  low: number;
  high: number;
}

/** Factors on one scale of ratios, each with its interval; the line stands at 1. */
export function FactorRows({ rows }: { rows: Factor[] }) {
  const format = useFormat();
  const reach = Math.max(
    Math.log(1.5),
    ...rows.filter((row) => row.factor > 0).flatMap((row) => [row.low, row.high].map(logSize)),
  );
  const place = (value: number) => 50 + (50 * Math.max(-reach, Math.min(reach, Math.log(value)))) / reach;
  return (
    <ul className="factor-rows">
      {rows.map((row) => (
        <li key={row.id}>
          <span className="factor-name" title={row.name}>
            {row.name}
          </span>
          <span className="factor-track" aria-hidden="true">
            {row.factor > 0 && (
              <>
                <i
                  className="factor-interval"
                  style={{ left: `${place(row.low)}%`, width: `${place(row.high) - place(row.low)}%` }}
                />
                <i className="factor-point" style={{ left: `${place(row.factor)}%` }} />
              </>
            )}
          </span>
          <span className="factor-value">× {format.significant(row.factor, 3)}</span>
          <span className="factor-ends muted">
            {row.factor > 0 && `${format.significant(row.low, 3)} – ${format.significant(row.high, 3)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

/** At most a factor of a hundred either way: what is wider tells nothing. */
function logSize(value: number): number {
  return Math.min(Math.abs(Math.log(value)), Math.log(100));
}
