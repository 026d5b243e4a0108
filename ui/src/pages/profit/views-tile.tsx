import { useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostedCustomer } from '../../api/costs';
import { Tile } from '../../components/tile';
import type { PageSearch } from '../../filter/search';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import type { ProfitTileProps } from './profit-tiles';

type Shown = 'best' | 'worst' | 'moved';

/** Customers in both views side by side: who leads, who loses, and whose place depends on the view. */
export function ViewsTile({ costed, view }: ProfitTileProps) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const navigate = useNavigate();
  const [shown, setShown] = useState<Shown>('best');
  const best = view === 'full' ? costed.best_full : costed.best_incremental;
  const rows = shown === 'best' ? best : shown === 'worst' ? costed.worst_full : costed.moved;
  const read = (customer: string) => {
    void navigate({ to: '/profit', search: (old: PageSearch) => ({ ...old, customer }), replace: true });
    document.querySelector('[data-tile=profit-statement]')?.scrollIntoView({ block: 'center' });
  };
  return (
    <Tile
      id="profit-views"
      wide
      title={t('profit:views.title')}
      definition={t('profit:views.definition')}
      note={t(`profit:views.note.${shown}`)}
      tools={
        <Segmented<Shown>
          size="small"
          value={shown}
          onChange={setShown}
          options={(['best', 'worst', 'moved'] as const).map((value) => ({
            value,
            label: t(`profit:views.shown.${value}`),
          }))}
        />
      }
      sheet={{
        columns: [
          t('profit:column.customer'),
          t('profit:column.name'),
          t('profit:column.revenue'),
          t('profit:column.productCost'),
          t('profit:column.costToServe'),
          t('profit:column.incremental'),
          t('profit:column.full'),
          t('profit:column.rankFull'),
          t('profit:column.profitIncremental'),
          t('profit:column.rankIncremental'),
        ],
        rows: rows.map((row) => [
          row.customer_id,
          row.name ?? '',
          row.revenue,
          row.product_cost,
          row.cost_to_serve,
          row.cost_incremental,
          row.profit_full,
          row.rank_full,
          row.profit_incremental,
          row.rank_incremental,
        ]),
      }}
    >
      {rows.length === 0 ? (
        <p className="muted">{t(`profit:views.nobody.${shown === 'moved' ? 'moved' : 'all'}`)}</p>
      ) : (
        <div className="table-scroll">
          <table className="plain-table profit-table">
            <thead>
              <tr>
                <th scope="col">{t('profit:column.customer')}</th>
                <th scope="col" className="number">
                  {t('profit:column.revenue')}, {format.currency}
                </th>
                <th scope="col" className="number">
                  {t('profit:column.costToServe')}
                </th>
                <th scope="col" className="number">
                  {t('profit:column.full')}
                </th>
                <th scope="col" className="number">
                  {t('profit:column.rank')}
                </th>
                <th scope="col" className="number">
                  {t('profit:column.profitIncremental')}
                </th>
                <th scope="col" className="number">
                  {t('profit:column.rank')}
                </th>
                <th scope="col" className="number">
                  {t('profit:column.moves')}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.customer_id}>
                  <td className="profit-name">
                    <button type="button" className="cell-link" onClick={() => read(row.customer_id)}>
                      {row.name || row.customer_id}
                    </button>
                  </td>
                  <td className="number">{format.exact(row.revenue, 0)}</td>
                  <td className="number">{format.exact(row.cost_to_serve, 0)}</td>
                  <td className={row.profit_full < 0 ? 'number loss' : 'number'}>
                    {format.exact(row.profit_full, 0)}
                  </td>
                  <td className="number muted">{format.count(row.rank_full)}</td>
                  <td className={row.profit_incremental < 0 ? 'number loss' : 'number'}>
                    {format.exact(row.profit_incremental, 0)}
                  </td>
                  <td className="number muted">{format.count(row.rank_incremental)}</td>
                  <td className="number">{moves(row, format.count)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Tile>
  );
}

/** How far the place in the incremental view is above or below that in the full one. */
function moves(row: CostedCustomer, count: (places: number) => string): string {
  const up = row.rank_full - row.rank_incremental;
  if (up === 0) return '–';
  return `${up > 0 ? '↑' : '↓'} ${count(Math.abs(up))}`;
}
