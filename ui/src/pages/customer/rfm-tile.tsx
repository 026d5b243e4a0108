import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { MeasureName } from '../../components/definition';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { number } from './values';

const AXES = [
  { score: 'rfm_r', measure: 'days_idle' },
  { score: 'rfm_f', measure: 'occasions' },
  { score: 'rfm_m', measure: 'revenue' },
] as const;

const BEST = 5;

/** Recency, frequency and money as scores, each beside the figure it was made from. */
export function RfmTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customer');
  const catalogue = useCatalogue();
  const format = useFormat();
  const scores = AXES.map((axis) => ({
    ...axis,
    value: number(customer, axis.score),
    raw: number(customer, axis.measure),
  }));
  const most = Math.max(BEST, ...scores.map((axis) => axis.value ?? 0));
  const title = (id: string) => {
    const measure = catalogue.measure(id);
    return measure ? format.word(measure.label) : id;
  };
  return (
    <Tile
      id="customer-rfm"
      title={t('customer:rfm.title')}
      definition={t('customer:rfm.definition')}
      empty={scores.every((axis) => axis.value === null) ? <EmptyTile /> : undefined}
      sheet={{
        columns: [t('customer:rfm.axis'), t('customer:rfm.score'), t('customer:rfm.figure')],
        rows: scores.map((axis) => [title(axis.score), axis.value, axis.raw]),
      }}
    >
      <ul className="rfm-scores">
        {scores.map((axis) => (
          <li key={axis.score}>
            <span>
              <MeasureName id={axis.score} />
              <small className="muted">
                {title(axis.measure)} {format.cell(axis.raw, catalogue.measure(axis.measure))}
              </small>
            </span>
            <span className="rfm-steps" aria-hidden="true">
              {Array.from({ length: most }, (_, index) => (
                <i key={index} className={index < (axis.value ?? 0) ? 'on' : ''} />
              ))}
            </span>
            <b className="figures">{format.exact(axis.value, 0)}</b>
          </li>
        ))}
      </ul>
    </Tile>
  );
}
