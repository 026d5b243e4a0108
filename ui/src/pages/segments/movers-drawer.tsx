import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Drawer } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { MovementView } from '../../api/types';
import { Failure } from '../../components/failure';
import { PageSkeleton } from '../../components/page-skeleton';
import { download } from '../../components/sheet';
import { useFormat } from '../../format/use-format';
import { endOf, useEndName } from './movement-words';
import '../../components/plain-table.css';

/** A cell of the matrix: null is new on the left and gone on the right. */
export interface Ends {
  from: string | null;
  to: string | null;
}

interface MoversDrawerProps {
  movement: MovementView;
  ends: Ends | null;
  onClose: () => void;
}

/** The customers of one cell, with all of them as a file. */
export function MoversDrawer({ movement, ends, onClose }: MoversDrawerProps) {
  const { t } = useTranslation('change');
  const name = useEndName(movement);
  return (
    <Drawer
      open={ends !== null}
      onClose={onClose}
      size={760}
      destroyOnHidden
      title={ends && t('change:movement.list', { from: name(ends.from, 'from'), to: name(ends.to, 'to') })}
    >
      {ends && <Movers movement={movement} ends={ends} />}
    </Drawer>
  );
}

function Movers({ movement, ends }: { movement: MovementView; ends: Ends }) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const cell = {
    before: movement.before.id,
    after: movement.after.id,
    from: endOf(ends.from, 'from'),
    to: endOf(ends.to, 'to'),
  };
  const { data, error } = useQuery(queries.movers(movement.scheme, cell));
  if (error) return <Failure error={error} />;
  if (!data) return <PageSkeleton />;
  const save = (kind: string) =>
    download(
      `movement.${kind}`,
      `/api/v1/export/movement/${encodeURIComponent(movement.scheme)}?${new URLSearchParams({ ...cell, format: kind })}`,
    );
  return (
    <div className="movers">
      <div className="movers-head">
        <span className="muted">
          {t('change:movement.shown', {
            shown: format.count(data.rows.length),
            all: format.count(data.customers),
          })}
        </span>
        {['csv', 'xlsx'].map((kind) => (
          <Button key={kind} size="small" onClick={() => save(kind)}>
            {t('change:movement.export', { kind: kind.toUpperCase() })}
          </Button>
        ))}
      </div>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('change:movement.customer')}</th>
              {(['revenueBefore', 'revenueAfter', 'equityBefore', 'equityAfter'] as const).map((key) => (
                <th key={key} scope="col" className="number">
                  {t(`change:movement.${key}`)} <span className="column-unit">{format.currency}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {data.rows.map((row) => (
              <tr key={row.customer_id}>
                <td>
                  <Link to="/customers/$id" params={{ id: row.customer_id }}>
                    {row.name ?? row.customer_id}
                  </Link>
                </td>
                {[row.revenue_before, row.revenue_after, row.equity_before, row.equity_after].map(
                  (value, index) => (
                    <td key={index} className="number" title={format.moneyExact(value)}>
                      {format.compact(value)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}
