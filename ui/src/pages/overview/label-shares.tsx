import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LabelTotal } from '../../api/types';
import { useLabelColor } from '../../components/label-tag';
import { setFilter } from '../../filter/filter';
import { narrowed, type PageSearch } from '../../filter/search';
import { useFilters } from '../../filter/use-filters';
import { useFormat } from '../../format/use-format';
import './label-shares.css';

/** Labels of a measure with their share of customers and of value; a click leads to the customers. */
export function LabelShares({ measure, labels }: { measure: string; labels: LabelTotal[] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const color = useLabelColor();
  const [filters] = useFilters();
  const heads = labels.reduce((sum, label) => sum + label.customers, 0);
  const value = labels.reduce((sum, label) => sum + (label.customer_value ?? 0), 0);
  const shares = labels.map((label) => ({
    label,
    heads: heads > 0 ? label.customers / heads : 0,
    value: value > 0 ? (label.customer_value ?? 0) / value : 0,
  }));
  const most = Math.max(...shares.flatMap((share) => [share.heads, share.value]), 1e-9);
  return (
    <div className="label-shares">
      <div className="label-shares-head">
        <span />
        <span>{t('overview:shares.customers')}</span>
        <span>{t('overview:shares.value')}</span>
      </div>
      {shares.map(({ label, heads, value }) => (
        <Link
          key={label.id}
          to="/customers"
          search={(old: PageSearch) => narrowed(old, setFilter(filters, measure, 'is', [label.id]))}
          className="label-shares-row"
        >
          <span className="label-shares-name">
            <i style={{ background: color(measure, label.id) }} />
            {format.word(label.label)}
          </span>
          <Tooltip
            title={t('overview:shares.count', {
              count: label.customers,
              text: format.exact(label.customers, 0),
            })}
          >
            <span className="label-shares-bar figures">
              <i style={{ width: `${(100 * heads) / most}%`, background: 'var(--quiet)' }} />
              {format.percent(heads)}
            </span>
          </Tooltip>
          <Tooltip title={format.moneyExact(label.customer_value)}>
            <span className="label-shares-bar figures">
              <i
                style={{
                  width: `${(100 * Math.max(0, value)) / most}%`,
                  background: color(measure, label.id),
                }}
              />
              {format.percent(value)}
            </span>
          </Tooltip>
        </Link>
      ))}
    </div>
  );
}
