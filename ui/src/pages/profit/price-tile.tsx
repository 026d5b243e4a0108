import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { earning, type PriceRow } from '../../api/earning';
import { useProblemText } from '../../api/use-problem-text';
import { EmptyTile } from '../../components/empty-tile';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import '../lifetime-value/cohort-tile.css';
import './earning.css';

type By = 'product' | 'segment' | 'customer';

/** How quantities went with prices: elasticities with their intervals, and two periods side by side. */
export function PriceTile() {
  const { t } = useTranslation('earning');
  const format = useFormat();
  const told = useProblemText();
  const [by, setBy] = useState<By>('product');
  const { data, error } = useQuery(earning.price(by));
  const view = data?.price;
  const why = data?.problem ? told.told(data.problem).message : error ? told.problem(error).message : null;
  const rows = view?.by === by ? view.rows : [];
  const products = by === 'product';
  const name = (row: PriceRow) => (row.name ? format.word(row.name) : row.id);
  const number = (value: number | null | undefined) => (value == null ? '–' : format.exact(value, 2));
  return (
    <Tile
      id="profit-price"
      wide
      title={t('earning:price.title')}
      definition={t('earning:price.definition')}
      note={
        view
          ? t('earning:price.note', {
              estimated: format.count(view.estimated),
              units: format.count(view.units),
              before: `${format.day(view.before_from)} – ${format.day(view.before_to)}`,
              after: `${format.day(view.after_from)} – ${format.day(view.after_to)}`,
            })
          : undefined
      }
      empty={why ? <EmptyTile reason={why} /> : undefined}
      tools={
        <Segmented<By>
          size="small"
          value={by}
          onChange={setBy}
          options={(['product', 'segment', 'customer'] as const).map((value) => ({
            value,
            label: t(`earning:price.by.${value}`),
          }))}
        />
      }
      sheet={
        view
          ? {
              columns: [
                t(`earning:price.by.${by}`),
                t('earning:price.observations'),
                t('earning:price.elasticity'),
                '5 %',
                '95 %',
                ...(products
                  ? [
                      t('earning:price.before'),
                      t('earning:price.after'),
                      t('earning:price.quantityBefore'),
                      t('earning:price.quantityAfter'),
                      t('earning:price.simple'),
                      t('earning:price.arc'),
                      t('earning:price.switching'),
                    ]
                  : []),
              ],
              rows: rows.map((row) => [
                name(row),
                row.observations,
                row.elasticity ?? null,
                row.low ?? null,
                row.high ?? null,
                ...(products
                  ? [
                      row.periods?.price_before ?? null,
                      row.periods?.price_after ?? null,
                      row.periods?.quantity_before ?? null,
                      row.periods?.quantity_after ?? null,
                      row.periods?.simple ?? null,
                      row.periods?.arc ?? null,
                      row.periods?.switching ?? null,
                    ]
                  : []),
              ]),
            }
          : undefined
      }
    >
      {!data && !error && <TileBone />}
      {view && (
        <div className="table-scroll cohort-scroll">
          <table className="plain-table earning-table">
            <thead>
              <tr>
                <th scope="col">{t(`earning:price.by.${by}`)}</th>
                <th scope="col" className="number">
                  {t('earning:price.observations')}
                </th>
                <th scope="col" className="number">
                  {t('earning:price.elasticity')}
                </th>
                {products && (
                  <>
                    <th scope="col" className="number">
                      {t('earning:price.before')}, {format.currency}
                    </th>
                    <th scope="col" className="number">
                      {t('earning:price.after')}
                    </th>
                    <th scope="col" className="number">
                      {t('earning:price.simple')}
                    </th>
                    <th scope="col" className="number">
                      {t('earning:price.arc')}
                    </th>
                    <th scope="col" className="number">
                      {t('earning:price.switching')}
                    </th>
                  </>
                )}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.id}>
                  <td>{name(row)}</td>
                  <td className="number">{format.count(row.observations)}</td>
                  <td className="number">
                    {row.elasticity == null ? (
                      <span className="muted">
                        {t(`earning:price.reason.${row.reason ?? 'price-too-few-degrees'}`)}
                      </span>
                    ) : (
                      <>
                        {number(row.elasticity)}{' '}
                        <span className="muted">
                          ({number(row.low)} – {number(row.high)})
                        </span>
                      </>
                    )}
                  </td>
                  {products && (
                    <>
                      <td className="number">{number(row.periods?.price_before)}</td>
                      <td className="number">{number(row.periods?.price_after)}</td>
                      <td className="number">{number(row.periods?.simple)}</td>
                      <td className="number">{number(row.periods?.arc)}</td>
                      <td className="number">{number(row.periods?.switching)}</td>
                    </>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {view && <p className="muted small earning-notes">{t('earning:price.caution')}</p>}
    </Tile>
  );
}
