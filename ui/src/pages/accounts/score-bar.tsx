import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ScoreRow, ScoreView } from '../../api/types';
import { useFormat } from '../../format/use-format';
import { type Part, pointsOf } from './parts';

interface ScoreBarProps {
  score: Pick<ScoreView, 'lowest' | 'highest'>;
  row: ScoreRow;
  parts: Part[];
}

/** What a score is made of, one colour a part; what is taken away stands in red at the end. */
export function ScoreBar({ score, row, parts }: ScoreBarProps) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const whole = score.highest - score.lowest;
  const start = row.score - row.points.reduce((sum, points) => sum + points, 0);
  const told = parts.map((part) => ({ ...part, points: pointsOf(row, part) }));
  const tip = (
    <div className="figures">
      {/* An index begins where everything that can be taken away is gone. */}
      {Math.abs(start) > 0.05 && <div>{t('accounts:bar.start', { points: format.tenths(start) })}</div>}
      {told.map((part) => (
        <div key={part.id}>
          {t('accounts:bar.part', { name: part.name, points: format.tenths(part.points) })}
        </div>
      ))}
    </div>
  );
  return (
    <Tooltip title={tip}>
      <span className="score-bar" aria-hidden="true">
        {told
          .filter((part) => part.points !== 0)
          .map((part) => (
            <i
              key={part.id}
              style={{ width: `${(Math.abs(part.points) / whole) * 100}%`, background: part.color }}
            />
          ))}
      </span>
    </Tooltip>
  );
}

/** Colours of the parts. */
export function PartsLegend({ parts }: { parts: Part[] }) {
  return (
    <ul className="parts-legend small muted">
      {parts.map((part) => (
        <li key={part.id}>
          <i style={{ background: part.color }} />
          {part.name}
        </li>
      ))}
    </ul>
  );
}
