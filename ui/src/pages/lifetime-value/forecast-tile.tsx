import { useQuery } from '@tanstack/react-query';
import { Segmented, Skeleton, Switch } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { ForecastView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { Definition } from '../../components/definition';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import './forecast-tile.css';

type Period = 'month' | 'quarter' | 'year';
const PERIODS: Record<Period, number> = { month: 6, quarter: 4, year: 3 };

/** Purchases and amounts of today's customers by month, quarter or year. */
export function ForecastTile() {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const text = useProblemText();
  const [period, setPeriod] = useState<Period>('month');
  const [recency, setRecency] = useState(true);
  const { data: reply, error } = useQuery(queries.forecast(period, PERIODS[period], recency));
  const data = reply?.forecast;
  const refused = reply?.refused;
  const why = refused
    ? t(`problems:reason.${refused.code}`, { ...refused.values, defaultValue: refused.message })
    : error
      ? text.problem(error).message
      : null;
  const counts = data?.purchases.probabilities ?? [];
  const option = useCallback(
    (c: Palette) => ({
      grid: { left: 8, right: 8, top: 24, bottom: 32, containLabel: true },
      xAxis: xAxis(c, { name: t('lifetime-value:forecast.count'), data: counts.map((_, n) => String(n)) }),
      yAxis: yAxis(c, { min: 0, format: (value) => format.percent(value, 0) }),
      tooltip: {
        ...tooltip(c),
        trigger: 'axis' as const,
        formatter: (items: unknown) => {
          const n = (items as { dataIndex: number }[])[0]?.dataIndex ?? 0;
          return (
            tipHead(`${t('lifetime-value:forecast.count')}: ${n}`) +
            tipRow(c.accent, t('lifetime-value:forecast.probability'), format.percent(counts[n]))
          );
        },
      },
      series: [
        {
          type: 'bar' as const,
          data: counts,
          barCategoryGap: '30%',
          itemStyle: { color: c.accent, borderRadius: [2, 2, 0, 0] },
        },
      ],
    }),
    [counts, t, format],
  );
  const money = data?.ranges.some((range) => range.amount != null) ?? false;
  const when = (range: ForecastView['ranges'][number]) =>
    `${format.day(range.from)} – ${format.day(range.to)}`;
  return (
    <Tile
      id="lifetime-value-forecast"
      wide
      title={t('lifetime-value:forecast.title')}
      definition={t('lifetime-value:forecast.definition')}
      note={t(`lifetime-value:forecast.note.${recency ? 'recency' : 'all'}`)}
      empty={why ? <EmptyTile reason={why} /> : undefined}
      tools={
        <span className="forecast-tools">
          <Definition text={t('lifetime-value:forecast.recencyMeans')}>
            {t('lifetime-value:forecast.recency')}
          </Definition>
          <Switch
            size="small"
            checked={recency}
            onChange={setRecency}
            aria-label={t('lifetime-value:forecast.recency')}
          />
          <Segmented<Period>
            size="small"
            value={period}
            onChange={setPeriod}
            options={(['month', 'quarter', 'year'] as const).map((value) => ({
              value,
              label: t(`lifetime-value:forecast.period.${value}`),
            }))}
          />
        </span>
      }
      sheet={
        data
          ? {
              columns: [
                t('lifetime-value:forecast.from'),
                t('lifetime-value:forecast.to'),
                t('lifetime-value:forecast.purchases'),
                t('lifetime-value:curve.low'),
                t('lifetime-value:curve.high'),
                `${t('lifetime-value:forecast.amount')}, ${format.currency}`,
                t('lifetime-value:curve.low'),
                t('lifetime-value:curve.high'),
              ],
              rows: data.ranges.map((range) => [
                range.from,
                range.to,
                range.expected_purchases,
                range.expected_purchases_low ?? null,
                range.expected_purchases_high ?? null,
                range.amount ?? null,
                range.amount_low ?? null,
                range.amount_high ?? null,
              ]),
            }
          : undefined
      }
    >
      {!reply && !error && <Skeleton active title={false} paragraph={{ rows: 7 }} />}
      {data && (
        <div className="forecast">
          <div className="table-scroll">
            <table className="plain-table">
              <thead>
                <tr>
                  <th scope="col">{t(`lifetime-value:forecast.period.${period}`)}</th>
                  <th scope="col" className="number">
                    {t('lifetime-value:forecast.purchases')}
                  </th>
                  {money && (
                    <th scope="col" className="number">
                      {t('lifetime-value:forecast.amount')}, {format.currency}
                    </th>
                  )}
                </tr>
              </thead>
              <tbody>
                {data.ranges.map((range) => (
                  <tr
                    key={`${range.first_period}-${range.last_period}`}
                    className={range.last_period > range.first_period ? 'best' : ''}
                  >
                    <td>{when(range)}</td>
                    <td className="number">
                      {format.count(Math.round(range.expected_purchases))}{' '}
                      <span className="muted">
                        {pair(range.expected_purchases_low, range.expected_purchases_high, (value) =>
                          format.count(Math.round(value)),
                        )}
                      </span>
                    </td>
                    {money && (
                      <td className="number">
                        {format.compact(range.amount)}{' '}
                        <span className="muted">
                          {pair(range.amount_low, range.amount_high, (value) => format.compact(value))}
                        </span>
                      </td>
                    )}
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <div className="forecast-counts">
            <p className="muted small">
              {t(`lifetime-value:forecast.of.${period}`, {
                planned: format.count(data.purchases.planned_count),
                mean: format.significant(data.purchases.mean, 3),
              })}{' '}
              {data.amounts?.mean != null &&
                t('lifetime-value:forecast.amounts', {
                  mean: format.money(data.amounts.mean),
                  peak: format.money(data.amounts.peak),
                })}
            </p>
            <Chart label={t('lifetime-value:forecast.count')} option={option} marks={counts.length} />
          </div>
        </div>
      )}
    </Tile>
  );
}

function pair(
  low: number | null | undefined,
  high: number | null | undefined,
  show: (value: number) => string,
) {
  return low == null || high == null ? '' : `(${show(low)}–${show(high)})`;
}
