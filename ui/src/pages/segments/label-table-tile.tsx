import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { SegmentsView } from '../../api/types';
import { Bar } from '../../components/bar';
import { MeasureName } from '../../components/definition';
import { LabelTag, useLabelColor } from '../../components/label-tag';
import { Tile } from '../../components/tile';
import { setFilter } from '../../filter/filter';
import { narrowed, type PageSearch } from '../../filter/search';
import { useFilters } from '../../filter/use-filters';
import { useFormat } from '../../format/use-format';
import { labelSheet } from './label-sheet';
import '../../components/plain-table.css';
import './segments.css';

/** Size, value and behaviour of every label. */
export function LabelTableTile({ data }: { data: SegmentsView }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const color = useLabelColor();
  const [filters] = useFilters();
  const satisfied = data.labels.some((label) => label.mean_satisfaction != null);
  const total = data.labels.reduce((sum, label) => sum + (label.customer_value ?? 0), 0);
  const share = (part: number | null | undefined, whole: number) =>
    part != null && whole > 0 ? part / whole : null;
  return (
    <Tile
      id="segments-table"
      wide
      title={t('segments:table.title')}
      definition={t('segments:table.definition')}
      sheet={labelSheet(data, t, format)}
    >
      <div className="table-scroll">
        <table className="plain-table label-table">
          <thead>
            <tr>
              <th scope="col">{t('segments:table.label')}</th>
              <th scope="col" className="number">
                {t('segments:map.customers')}
              </th>
              <th scope="col" className="share">
                {t('segments:table.headShare')}
              </th>
              <th scope="col" className="number">
                <MeasureName id="customer_value" /> <span className="column-unit">{format.currency}</span>
              </th>
              <th scope="col" className="share">
                {t('segments:table.valueShare')}
              </th>
              <th scope="col" className="number">
                <MeasureName id="expected_value" /> <span className="column-unit">{format.currency}</span>
              </th>
              {(['revenue', 'contribution', 'customer_equity'] as const).map((id) => (
                <th key={id} scope="col" className="number">
                  <MeasureName id={id} /> <span className="column-unit">{format.currency}</span>
                </th>
              ))}
              {satisfied && (
                <th scope="col" className="number">
                  {t('segments:table.satisfaction')}
                </th>
              )}
              <th scope="col" className="number">
                <MeasureName id="probability_return" />
              </th>
              <th scope="col" className="number">
                <MeasureName id="days_idle" />
              </th>
            </tr>
          </thead>
          <tbody>
            {data.labels.map((label) => {
              const heads = share(label.customers, data.customers);
              const value = share(label.customer_value, total);
              return (
                <tr key={label.id}>
                  <td>
                    <Link
                      to="/customers"
                      search={(old: PageSearch) =>
                        narrowed(old, setFilter(filters, data.scheme, 'is', [label.id]))
                      }
                    >
                      <LabelTag measure={data.scheme} label={label.id} />
                    </Link>
                  </td>
                  <td className="number">{format.exact(label.customers, 0)}</td>
                  <td className="share">
                    <span>
                      <Bar share={heads} color="var(--quiet)" /> {format.percent(heads)}
                    </span>
                  </td>
                  <td className="number" title={format.moneyExact(label.customer_value)}>
                    {format.compact(label.customer_value)}
                  </td>
                  <td className="share">
                    <span>
                      <Bar share={value} color={color(data.scheme, label.id)} /> {format.percent(value)}
                    </span>
                  </td>
                  <td className="number" title={format.moneyExact(label.expected_value)}>
                    {format.compact(label.expected_value)}
                  </td>
                  {(['revenue', 'contribution', 'customer_equity'] as const).map((id) => (
                    <td key={id} className="number" title={format.moneyExact(label[id])}>
                      {format.compact(label[id])}
                    </td>
                  ))}
                  {satisfied && <td className="number">{format.exact(label.mean_satisfaction, 2)}</td>}
                  <td className="number">{format.percent(label.mean_probability_return)}</td>
                  <td className="number">{format.exact(label.mean_days_idle, 0)}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </Tile>
  );
}
