import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { earning } from '../../api/earning';
import { heat, heatInk } from '../../app/palette';
import { useThemeMode } from '../../app/theme-mode';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../lifetime-value/cohort-tile.css';
import { type EarningMeasure, triangleRows } from './earning-cells';
import './earning.css';

/** What each customer of a cohort brought, cumulated since the first purchase; what is not lived stays blank. */
export function EarningCohortsTile() {
  const { t } = useTranslation('earning');
  const format = useFormat();
  const { mode } = useThemeMode();
  const [span, setSpan] = useState('quarter');
  const [measure, setMeasure] = useState<EarningMeasure>('profit');
  const { data, isPending } = useQuery(earning.acquisition());
  const triangle = data?.acquisition?.triangles.find((one) => one.span === span);
  if (!triangle && !isPending) return null;
  const rows = triangle ? triangleRows(triangle, measure) : [];
  const places = Array.from({ length: Math.max(0, ...rows.map((row) => row.cells.length)) }, (_, at) => at);
  const values = rows.flatMap((row) => row.cells.map((cell) => cell.value ?? 0));
  const most = Math.max(...values.map(Math.abs), 1e-9);
  const label = (cohort: string) => (span === 'month' ? format.month(cohort) : format.quarter(cohort));
  return (
    <Tile
      id="profit-cohorts"
      wide
      title={t('earning:cohorts.title')}
      definition={t('earning:cohorts.definition')}
      note={t('earning:cohorts.note', {
        currency: format.currency,
        since: t(`earning:cohorts.since.${span}`),
      })}
      tools={
        <span className="earning-tools">
          <Segmented<EarningMeasure>
            size="small"
            value={measure}
            onChange={setMeasure}
            options={(['revenue', 'contribution', 'profit'] as const).map((value) => ({
              value,
              label: t(`earning:cohorts.measure.${value}`),
            }))}
          />
          <Segmented<string>
            size="small"
            value={span}
            onChange={setSpan}
            options={['month', 'quarter', 'year'].map((value) => ({
              value,
              label: t(`earning:cohorts.span.${value}`),
            }))}
          />
        </span>
      }
      sheet={{
        columns: [t('earning:cohorts.cohort'), t('earning:cohorts.customers'), ...places.map(String)],
        rows: rows.map((row) => [
          row.cohort,
          row.customers,
          ...places.map((at) => row.cells[at]?.value ?? null),
        ]),
      }}
    >
      {isPending && <TileBone />}
      {triangle && (
        <div className="cohort-scroll">
          <table className="cohorts">
            <thead>
              <tr>
                <th scope="col">{t('earning:cohorts.cohort')}</th>
                <th scope="col" className="number">
                  {t('earning:cohorts.customers')}
                </th>
                {places.map((at) => (
                  <th scope="col" className="period" key={at}>
                    {at}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <tr key={row.cohort}>
                  <th scope="row">{label(row.cohort)}</th>
                  <td className="number">{format.count(row.customers)}</td>
                  {places.map((at) => {
                    const cell = row.cells[at];
                    if (cell?.value == null) return <td key={at}>{cell ? '–' : ''}</td>;
                    const share = Math.min(1, Math.max(0.05, cell.value / most));
                    const below = cell.value < 0;
                    return (
                      <td
                        key={at}
                        className="lived"
                        title={cell.open ? t('earning:cohorts.open') : undefined}
                        style={
                          below
                            ? { background: 'var(--loss-soft)', color: 'var(--loss)' }
                            : { background: heat(share, mode), color: heatInk(share, mode) }
                        }
                      >
                        {format.compact(cell.value)}
                        {cell.open ? '*' : ''}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Tile>
  );
}
