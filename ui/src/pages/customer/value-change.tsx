import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CustomerHistoryView } from '../../api/types';
import { PartBar } from '../../components/change-parts';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';

/** What each factor added to the change of value since a day, and whether that is an alert. */
export function ValueChange({ history }: { history: CustomerHistoryView }) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const [chosen, setChosen] = useState<string>();
  const last = history.points.at(-1);
  const earlier = history.points.slice(0, -1);
  const then = earlier.find(({ on }) => on === (chosen ?? history.alert_day)) ?? earlier.at(-1);
  if (!last || !then) return null;
  const change = then.parts.reduce((sum, part) => sum + part.change, 0);
  const most = Math.max(...then.parts.map((part) => Math.abs(part.change)), 0);
  const about = then.on === history.alert_day && history.alert_basis === 'value';
  const range = format.range(history.value_low, history.value_high);
  const says =
    history.alert === 'clear'
      ? t('change:curve.clear', { range })
      : history.alert === 'within-range'
        ? range
          ? t('change:curve.within-range', { range })
          : t('change:curve.within-unknown')
        : history.alert === 'early'
          ? t('change:curve.early')
          : history.alert === 'none'
            ? t('change:curve.none-alert')
            : '';
  const beside = (name: string, from: string, to: string) =>
    from === to ? `${name} ${from}` : `${name} ${from} → ${to}`;
  return (
    <div className="value-change">
      <label className="muted small" htmlFor="value-since">
        {t('change:curve.since')}{' '}
        <Select
          id="value-since"
          size="small"
          value={then.on}
          popupMatchSelectWidth={false}
          options={[...earlier].reverse().map(({ on }) => ({ value: on, label: format.day(on) }))}
          onChange={setChosen}
        />
      </label>
      <table className="plain-table">
        <tbody>
          <tr>
            <td>{t('change:curve.from')}</td>
            <td />
            <td className="number">{format.money(then.value)}</td>
          </tr>
          {then.parts
            // A part that rounds to nothing is left out.
            .filter((part) => Math.abs(part.change) > most / 1000)
            .map((part) => (
              <tr key={part.factor}>
                <td>{t(`change:factor.${part.factor}`)}</td>
                <td className="part">
                  <PartBar change={part.change} most={most} />
                </td>
                <td className={part.change < 0 ? 'number fall' : 'number'}>{format.money(part.change)}</td>
              </tr>
            ))}
          <tr>
            <td>{t('change:curve.to')}</td>
            <td />
            <td className="number">
              <b>{format.money(last.value)}</b>
            </td>
          </tr>
          <tr>
            <td>{t('change:curve.sum')}</td>
            <td />
            <td className={change < 0 ? 'number fall' : 'number'}>
              {format.money(change)}{' '}
              {then.value ? <small>{format.change(change / Math.abs(then.value))}</small> : null}
            </td>
          </tr>
        </tbody>
      </table>
      {about && says && <p className={history.alert === 'clear' ? 'small fall' : 'muted small'}>{says}</p>}
      {(then.satisfaction != null || then.share_of_wallet != null) && (
        <p className="muted small">
          {[
            then.share_of_wallet != null &&
              beside(
                t('change:curve.share'),
                format.percent(then.share_of_wallet),
                format.percent(last.share_of_wallet),
              ),
            then.satisfaction != null &&
              beside(
                t('change:curve.satisfaction'),
                format.tenths(then.satisfaction),
                format.tenths(last.satisfaction),
              ),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </div>
  );
}
