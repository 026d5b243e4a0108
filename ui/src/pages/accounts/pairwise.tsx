import { useQuery } from '@tanstack/react-query';
import { Slider } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { JudgedCriteria } from '../../api/types';
import { Bar } from '../../components/bar';
import { useLater } from '../../components/use-later';
import { useFormat } from '../../format/use-format';
import { judge, judgement, type Matrix, place, written } from './judgement-text';

/** How long a slider rests before weights are asked for. */
const REST_MS = 150;
/** Steps to either side of equal. */
const STEPS = 8;

interface PairwiseProps {
  subject: JudgedCriteria;
  matrix: Matrix;
  onMatrix: (matrix: Matrix) => void;
}

/** Criteria against each other, pair by pair, with the weights that follow and how well the judgements agree. */
export function Pairwise({ subject, matrix, onMatrix }: PairwiseProps) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const { data } = useQuery(queries.pairwise(useLater(matrix, REST_MS)));
  const { criteria } = subject;
  const name = (index: number) => {
    const criterion = criteria[index];
    return criterion ? format.word(criterion.name) : '';
  };
  const pairs = criteria.flatMap((_, row) =>
    criteria.slice(row + 1).map((_, offset) => [row, row + 1 + offset] as const),
  );
  const ratio = data?.consistency_ratio;
  const torn = ratio != null && data !== undefined && ratio > data.accepted_ratio;
  return (
    <article className="pairwise">
      <h4>{subject.name ? format.word(subject.name) : t('accounts:ahp.groups')}</h4>
      <ul className="pair-sliders">
        {pairs.map(([row, column]) => {
          const at = place(matrix[row]?.[column] ?? '1');
          return (
            <li key={`${row} ${column}`}>
              <span className={at > 0 ? 'heavier' : ''}>{name(row)}</span>
              <Slider
                min={-STEPS}
                max={STEPS}
                included={false}
                // The heavier side is the one the handle stands on.
                value={-at}
                tooltip={{ formatter: (value) => judgement(-(value ?? 0)) }}
                ariaLabelForHandle={t('accounts:ahp.pair', { a: name(row), b: name(column) })}
                onChange={(value) => onMatrix(judge(matrix, row, column, -value))}
              />
              <span className={at < 0 ? 'heavier' : ''}>{name(column)}</span>
              <b className="figures">{matrix[row]?.[column]}</b>
            </li>
          );
        })}
      </ul>
      <ul className="pair-weights">
        {criteria.map((criterion, index) => (
          <li key={criterion.id}>
            <span>{format.word(criterion.name)}</span>
            <Bar share={data?.weights[index]} />
            <span className="figures">{format.percent(data?.weights[index])}</span>
          </li>
        ))}
      </ul>
      {criteria.length > 2 && (
        <p className={torn ? 'small attention' : 'small muted'} role="status">
          {t(torn ? 'accounts:ahp.torn' : 'accounts:ahp.fine', { ratio: format.exact(ratio, 3) })}
        </p>
      )}
      {data?.mend[0] && (
        <Mend
          text={t('accounts:ahp.mend', {
            a: name(data.mend[0].row),
            b: name(data.mend[0].column),
            from: written(data.mend[0].from),
            to: written(data.mend[0].to),
            ratio: format.exact(data.mend[0].consistency_ratio, 3),
          })}
          onTake={() => {
            const step = data.mend[0];
            if (step) onMatrix(judge(matrix, step.row, step.column, place(written(step.to))));
          }}
        />
      )}
    </article>
  );
}

function Mend({ text, onTake }: { text: string; onTake: () => void }) {
  const { t } = useTranslation('accounts');
  return (
    <p className="small">
      {text}{' '}
      <button type="button" className="plain-button" onClick={onTake}>
        {t('accounts:ahp.take')}
      </button>
    </p>
  );
}
