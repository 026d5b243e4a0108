import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { MovementView } from '../../api/types';
import { heat, heatInk } from '../../app/palette';
import { useThemeMode } from '../../app/theme-mode';
import { useFormat } from '../../format/use-format';
import { useEndName } from './movement-words';
import type { Ends } from './movers-drawer';
import '../../components/plain-table.css';

interface MovementMatrixProps {
  movement: MovementView;
  onOpen: (ends: Ends) => void;
}

/** From-labels by to-labels; the darker, the more customers of the row went there. */
export function MovementMatrix({ movement, onOpen }: MovementMatrixProps) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const { mode } = useThemeMode();
  const name = useEndName(movement);
  // A label without customers on either side is no row and no column.
  const has = (side: 'from' | 'to', id: string | null) =>
    movement.cells.some((cell) => (cell[side] ?? null) === id && cell.totals.customers > 0);
  const ids = movement.labels.map(({ id }) => id);
  const rows = [...ids, null].filter((id) => has('from', id));
  const columns = [...ids, null].filter((id) => has('to', id));
  const cellOf = (from: string | null, to: string | null) =>
    movement.cells.find((cell) => (cell.from ?? null) === from && (cell.to ?? null) === to);
  const total = (from: string | null) =>
    movement.cells.reduce((sum, cell) => sum + ((cell.from ?? null) === from ? cell.totals.customers : 0), 0);
  return (
    <div className="table-scroll">
      <table className="plain-table movement-matrix">
        <thead>
          <tr>
            <th scope="col">
              {format.day(movement.before.as_of)} → {format.day(movement.after.as_of)}
            </th>
            {columns.map((to) => (
              <th key={to ?? '/'} scope="col" className="number">
                {name(to, 'to')}
              </th>
            ))}
            <th scope="col" className="number">
              {t('change:movement.customers')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((from) => (
            <tr key={from ?? '/'}>
              <th scope="row">{name(from, 'from')}</th>
              {columns.map((to) => {
                const cell = cellOf(from, to);
                if (!cell) return <td key={to ?? '/'} />;
                const share = cell.totals.customers / total(from);
                return (
                  <td key={to ?? '/'} className={from === to ? 'kept' : undefined}>
                    <Tooltip
                      title={
                        <>
                          <div>
                            {t('change:movement.cell', {
                              from: name(from, 'from'),
                              to: name(to, 'to'),
                              count: cell.totals.customers,
                            })}
                          </div>
                          <div>
                            {t('change:movement.revenueBefore')} {format.money(cell.totals.revenue_before)} →{' '}
                            {format.money(cell.totals.revenue_after)}
                          </div>
                          <div>
                            {t('change:movement.equityBefore')} {format.money(cell.totals.equity_before)} →{' '}
                            {format.money(cell.totals.equity_after)}
                          </div>
                        </>
                      }
                    >
                      <button
                        type="button"
                        className="figures"
                        style={{ background: heat(share, mode), color: heatInk(share, mode) }}
                        onClick={() => onOpen({ from, to })}
                      >
                        {format.count(cell.totals.customers)} <small>{format.percent(share, 0)}</small>
                      </button>
                    </Tooltip>
                  </td>
                );
              })}
              <td className="number">{format.count(total(from))}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
