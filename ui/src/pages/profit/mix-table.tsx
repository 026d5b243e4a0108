import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ProfitTable } from '../../api/earners';
import { useFormat } from '../../format/use-format';
import type { ProfitView } from './profit-tiles';

/** Groups by what they buy: the margin of each product or category in a group, in the view of the page. */
export function MixTable({ table, view }: { table: ProfitTable; view: ProfitView }) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const parts = [...new Set(table.mix.map((cell) => cell.part))].sort(
    (a, b) => Number(a === '') - Number(b === ''),
  );
  const rows = table.rows.filter((row) => table.mix.some((cell) => cell.row === row.id));
  return (
    <>
      <div className="earners-mix-head">
        <h3>{t('earners:by.mix')}</h3>
        <span className="muted small">{view === 'full' ? t('earners:full') : t('earners:incremental')}</span>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys */}
      <section className="table-scroll" tabIndex={0} aria-label={t('earners:by.mix')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{format.word(table.label)}</th>
              {parts.map((part) => (
                <th scope="col" className="number" key={part}>
                  {part || t('earners:by.other')}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.id}>
                <td>{format.word(row.label)}</td>
                {parts.map((part) => {
                  const cell = table.mix.find((one) => one.row === row.id && one.part === part);
                  const margin = view === 'full' ? cell?.margin_full : cell?.margin_incremental;
                  return (
                    <td key={part} className={(margin ?? 0) < 0 ? 'number fall' : 'number'}>
                      <Tooltip title={cell && format.moneyExact(cell.revenue)}>
                        <span>
                          {format.percent(margin)}{' '}
                          {cell?.share_of_row != null && (
                            <small className="muted">
                              {t('earners:by.mixCell', { share: format.percent(cell.share_of_row, 0) })}
                            </small>
                          )}
                        </span>
                      </Tooltip>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
    </>
  );
}
