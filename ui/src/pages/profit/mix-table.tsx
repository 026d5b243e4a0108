import { Segmented, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProfitView } from '../../api/types';
import { useFormat } from '../../format/use-format';

/** Groups by what they buy: the margin of each product or category in a group, in one view at a time. */
export function MixTable({ view }: { view: ProfitView }) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const [side, setSide] = useState<'full' | 'incremental'>('full');
  const parts = [...new Set(view.mix.map((cell) => cell.part))].sort(
    (a, b) => Number(a === '') - Number(b === ''),
  );
  const rows = view.rows.filter((row) => view.mix.some((cell) => cell.row === row.id));
  return (
    <>
      <div className="earners-mix-head">
        <h3>{t('earners:by.mix')}</h3>
        <Segmented<'full' | 'incremental'>
          size="small"
          value={side}
          onChange={setSide}
          options={[
            { value: 'full', label: t('earners:full') },
            { value: 'incremental', label: t('earners:incremental') },
          ]}
        />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys */}
      <section className="table-scroll" tabIndex={0} aria-label={t('earners:by.mix')}>
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{format.word(view.label)}</th>
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
                  const cell = view.mix.find((one) => one.row === row.id && one.part === part);
                  const margin = side === 'full' ? cell?.margin_full : cell?.margin_incremental;
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
