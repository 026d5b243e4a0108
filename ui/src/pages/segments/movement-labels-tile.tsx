import { useTranslation } from 'react-i18next';
import type { LabelState, MovementView } from '../../api/types';
import { LabelTag } from '../../components/label-tag';
import { Tile } from '../../components/tile';
import type { Maybe } from '../../format/number';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';

type Figure = Exclude<keyof LabelState, 'revenue' | 'mean_probability_return'>;

const FIGURES: Figure[] = [
  'customers',
  'billing_year',
  'contribution',
  'margin',
  'return_share',
  'expected_value',
  'satisfaction',
];

/** Which way is good: heads move from label to label, which is neither. */
const BETTER: Record<Figure, number> = {
  customers: 0,
  billing_year: 1,
  contribution: 1,
  margin: 1,
  return_share: -1,
  expected_value: 1,
  satisfaction: 1,
};

/** Every label in the earlier valuation and the later one: heads, sales, profit, margin, returns, satisfaction. */
export function MovementLabelsTile({ movement }: { movement: MovementView }) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const labels = movement.labels.filter(({ before, after }) => before.customers + after.customers > 0);
  const known = FIGURES.filter((figure) =>
    labels.some(({ before, after }) => before[figure] != null || after[figure] != null),
  );
  const title = (figure: Figure) =>
    figure === 'customers' ? t('change:movement.customers') : t(`change:labels.${figure}`);
  const write = (figure: Figure, value: Maybe<number>) => {
    if (figure === 'customers') return format.count(value);
    if (figure === 'margin' || figure === 'return_share') return format.percent(value);
    if (figure === 'satisfaction') return format.tenths(value);
    return format.compact(value);
  };
  return (
    <Tile
      id="segments-label-changes"
      wide
      title={t('change:labels.title')}
      definition={t('change:labels.definition')}
      sheet={{
        columns: [
          t('change:labels.label'),
          ...known.flatMap((figure) => [
            t('change:labels.before', { name: title(figure) }),
            t('change:labels.after', { name: title(figure) }),
          ]),
        ],
        rows: labels.map(({ label, before, after }) => [
          format.word(label),
          ...known.flatMap((figure) => [before[figure] ?? null, after[figure] ?? null]),
        ]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table label-changes">
          <thead>
            <tr>
              <th scope="col">{t('change:labels.label')}</th>
              {known.map((figure) => (
                <th key={figure} scope="col" className="number">
                  {title(figure)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {labels.map(({ id, before, after }) => (
              <tr key={id}>
                <td>
                  {id === '' ? (
                    t('change:movement.unknown')
                  ) : (
                    <LabelTag measure={movement.scheme} label={id} />
                  )}
                </td>
                {known.map((figure) => {
                  const [then, now] = [before[figure], after[figure]];
                  const step = then != null && now != null ? (now - then) * BETTER[figure] : 0;
                  return (
                    <td key={figure} className="number">
                      <span className="muted">{write(figure, then)} →</span>{' '}
                      <span className={step > 0 ? 'rise' : step < 0 ? 'fall' : undefined}>
                        {write(figure, now)}
                      </span>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Tile>
  );
}
