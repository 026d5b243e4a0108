import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Tooltip } from 'antd';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { AlertRow, AlertsView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { useProblemText } from '../../api/use-problem-text';
import { PartsBar } from '../../components/change-parts';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { narrowed, type PageSearch } from '../../filter/search';
import { useFormat } from '../../format/use-format';
import { TaskDialog } from '../tasks/task-dialog';
import '../../components/plain-table.css';
import './alerts-tile.css';

interface AlertsTileProps {
  /** of the tile */
  id: string;
  filters: string[];
  text?: string;
  limit?: number;
}

/** Customers whose value turned down: key accounts first, then what chance does not explain, then by money. */
export function AlertsTile({ id, filters, text, limit = 10 }: AlertsTileProps) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const problems = useProblemText();
  const { data } = useQuery(queries.alerts(filters, text, limit));
  const alerts = data?.alerts;
  if (!data) return null;
  const told = data.problem && problems.told(data.problem);
  const drop = `${format.percent(alerts?.drop, 0)} / ${format.money(alerts?.amount)}`;
  const since = format.day(alerts?.since);
  const all = alerts ? alerts.clear + alerts.within_range + alerts.early : 0;
  const byBilling = alerts?.basis === 'billing';
  const reason = told
    ? `${told.message} ${told.hint ?? ''}`.trim()
    : t('change:alerts.none', { drop, since });
  return (
    <Tile
      id={id}
      wide
      title={t('change:alerts.title')}
      definition={
        alerts
          ? t(byBilling ? 'change:alerts.definitionBilling' : 'change:alerts.definition', {
              drop,
              since,
              key: t(`change:alerts.key.${alerts.key_by}`),
            })
          : undefined
      }
      note={
        alerts && alerts.rows.length > 0 ? (
          <Trans
            t={t}
            i18nKey="change:alerts.note"
            values={{
              since,
              clear: format.count(alerts.clear),
              clearMoney: format.money(alerts.clear_change ?? 0),
              within: format.count(alerts.within_range),
              withinMoney: format.money(alerts.within_change ?? 0),
              early: format.count(alerts.early),
            }}
            components={{ b: <b /> }}
          />
        ) : undefined
      }
      empty={!alerts || alerts.rows.length === 0 ? <EmptyTile reason={reason} /> : undefined}
      sheet={alerts ? sheetOf(alerts, t, format) : null}
    >
      {alerts && <AlertTable alerts={alerts} />}
      {alerts && all > alerts.rows.length && (
        <p className="alerts-more">
          <Link
            to="/customers"
            search={(old: PageSearch) => ({
              ...narrowed(old, [...filters, 'value_alert:is:clear|within-range|early']),
              columns: byBilling
                ? 'customer_id,value_alert,contribution_change,value_change_reason,value_change_sign'
                : 'customer_id,value_alert,value_change,value_change_share,value_change_reason,value_change_sign,residual_value',
              sort: byBilling ? 'contribution_change' : 'value_change',
            })}
          >
            {t('change:alerts.all')} ({format.count(all)})
          </Link>
        </p>
      )}
    </Tile>
  );
}

function AlertTable({ alerts }: { alerts: AlertsView }) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const catalogue = useCatalogue();
  const [taken, setTaken] = useState<AlertRow | null>(null);
  const record = useRecord();
  const taskTitle = (row: AlertRow) =>
    row.alert === 'early'
      ? t('change:alerts.taskEarly', { record: record(row), since: format.day(alerts.since) })
      : t(alerts.basis === 'billing' ? 'change:alerts.taskBilling' : 'change:alerts.taskTitle', {
          share: format.change(row.share),
          since: format.day(alerts.since),
          reason: row.reason ? t(`change:factor.${row.reason}`) : '–',
        });
  const most = Math.max(...alerts.rows.flatMap((row) => row.parts.map((part) => Math.abs(part.change))), 0);
  return (
    <div className="table-scroll">
      <table className="plain-table alerts-table">
        <thead>
          <tr>
            <th scope="col">{t('change:alerts.customer')}</th>
            <th scope="col">{t('change:alerts.alert')}</th>
            <th scope="col" className="number">
              {t('change:alerts.before')} <span className="column-unit">{format.currency}</span>
            </th>
            <th scope="col" className="number">
              {t('change:alerts.now')} <span className="column-unit">{format.currency}</span>
            </th>
            <th scope="col" className="number">
              {t('change:alerts.change')} <span className="column-unit">{format.currency}</span>
            </th>
            <th scope="col">{t('change:alerts.reason')}</th>
            <th scope="col" aria-label={t('change:alerts.makeTask')} />
          </tr>
        </thead>
        <tbody>
          {alerts.rows.map((row) => (
            <tr key={row.customer_id}>
              <td>
                <Link to="/customers/$id" params={{ id: row.customer_id }}>
                  {row.name ?? row.customer_id}
                </Link>{' '}
                {row.key && <span className="tag good">{t('change:alerts.isKey')}</span>}
              </td>
              <td>
                <span className={ALERT_TAGS[row.alert] ?? 'tag attention'}>
                  {format.cell(row.alert, catalogue.measure('value_alert'))}
                </span>
              </td>
              <td className="number" title={format.moneyExact(row.before)}>
                {format.compact(row.before)}
              </td>
              <td className="number" title={format.moneyExact(row.now)}>
                {format.compact(row.now)} <Interval row={row} />
              </td>
              <td className={fell(row)} title={format.moneyExact(row.change)}>
                {format.compact(row.change)} <small>{format.change(row.share)}</small>
              </td>
              <td>
                <Tooltip
                  title={row.parts
                    .filter((part) => part.change !== 0)
                    .map((part) => (
                      <div key={part.factor}>
                        {t(`change:factor.${part.factor}`)}: {format.money(part.change)}
                      </div>
                    ))}
                >
                  <span className="alert-reason">
                    <span>
                      {row.reason ? t(`change:factor.${row.reason}`) : ''}
                      {row.sign && <small className="alert-record">{record(row)}</small>}
                    </span>
                    <PartsBar parts={row.parts} most={most} />
                  </span>
                </Tooltip>
              </td>
              <td>
                <Button size="small" type="link" onClick={() => setTaken(row)}>
                  {t('change:alerts.makeTask')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TaskDialog
        open={taken !== null}
        customer={taken?.customer_id ?? ''}
        source={taken ? { kind: 'alert', of: taken.alert, title: taskTitle(taken) } : undefined}
        onClose={() => setTaken(null)}
      />
    </div>
  );
}

const ALERT_TAGS: Record<string, string> = { clear: 'tag loss', early: 'tag' };

function fell(row: AlertRow): string {
  return (row.change ?? 0) < 0 ? 'number fall' : 'number';
}

/** What the records say fell, with both figures. */
function useRecord(): (row: AlertRow) => string {
  const { t } = useTranslation('change');
  const format = useFormat();
  return (row) => {
    if (!row.sign) return '';
    const write = row.sign === 'satisfaction' ? format.tenths : format.percent;
    return `${t(`change:factor.${row.sign}`)} ${write(row.sign_before)} → ${write(row.sign_now)}`;
  };
}

function Interval({ row }: { row: AlertRow }) {
  const format = useFormat();
  const interval = format.range(row.low, row.high);
  return interval ? <span className="muted">({interval})</span> : null;
}

function sheetOf(
  alerts: AlertsView,
  t: ReturnType<typeof useTranslation>['t'],
  format: ReturnType<typeof useFormat>,
) {
  const money = (key: string) => `${t(`change:alerts.${key}`)}, ${format.currency}`;
  const factors = alerts.rows[0]?.parts.map((part) => part.factor) ?? [];
  return {
    columns: [
      t('change:alerts.customer'),
      t('change:alerts.key_account'),
      t('change:alerts.alert'),
      money('before'),
      money('now'),
      money('low'),
      money('high'),
      money('change'),
      t('change:alerts.share'),
      t('change:alerts.reason'),
      t('change:alerts.record'),
      t('change:alerts.recordBefore'),
      t('change:alerts.recordNow'),
      ...factors.map((factor) => `${t(`change:factor.${factor}`)}, ${format.currency}`),
    ],
    rows: alerts.rows.map((row) => [
      row.name ?? row.customer_id,
      row.key ? '✓' : '',
      row.alert,
      row.before ?? null,
      row.now ?? null,
      row.low ?? null,
      row.high ?? null,
      row.change ?? null,
      row.share ?? null,
      row.reason ? t(`change:factor.${row.reason}`) : '',
      row.sign ? t(`change:factor.${row.sign}`) : '',
      row.sign_before ?? null,
      row.sign_now ?? null,
      ...row.parts.map((part) => part.change),
    ]),
  };
}
