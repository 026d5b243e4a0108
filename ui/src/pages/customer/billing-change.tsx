import { useTranslation } from 'react-i18next';
import type { CustomerHistoryView } from '../../api/types';
import { PartBar } from '../../components/change-parts';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';

/** The contribution of the last months against the customer's own past, where alerts rest on it. */
export function BillingChange({ history }: { history: CustomerHistoryView }) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const { contribution_before: before, contribution_now: now, contribution_parts: parts } = history;
  if (history.alert_basis !== 'billing' || before == null || now == null) return null;
  const most = Math.max(...parts.map((part) => Math.abs(part.change)), 0);
  const says = history.alert ? t(`change:billing.${history.alert}`) : '';
  return (
    <div className="value-change">
      <p className="muted small">{t('change:billing.title', { since: format.day(history.alert_day) })}</p>
      <table className="plain-table">
        <tbody>
          <tr>
            <td>{t('change:billing.before')}</td>
            <td />
            <td className="number">{format.money(before)}</td>
          </tr>
          {parts
            .filter((part) => Math.abs(part.change) > most / 1000)
            .map((part) => (
              <tr key={part.factor}>
                <td>{t(`change:billing.factor.${part.factor}`)}</td>
                <td className="part">
                  <PartBar change={part.change} most={most} />
                </td>
                <td className={part.change < 0 ? 'number fall' : 'number'}>{format.money(part.change)}</td>
              </tr>
            ))}
          <tr>
            <td>{t('change:billing.now')}</td>
            <td />
            <td className="number">
              <b>{format.money(now)}</b>
            </td>
          </tr>
        </tbody>
      </table>
      {says && <p className={history.alert === 'clear' ? 'small fall' : 'muted small'}>{says}</p>}
    </div>
  );
}
