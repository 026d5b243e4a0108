import { useQuery } from '@tanstack/react-query';
import { Segmented, Switch } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { earning } from '../../api/earning';
import { useProblemText } from '../../api/use-problem-text';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { Definition } from '../../components/definition';
import { EmptyTile } from '../../components/empty-tile';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import { bandOption } from './forecast-bars';
import { ForecastPast } from './forecast-past';
import './earning.css';

export type Period = 'month' | 'quarter' | 'year';
export const PERIODS: Record<Period, number> = { month: 12, quarter: 4, year: 2 };

/** Gross profit of today's customers by period, by group, and how such forecasts did in the past. */
export function ProfitForecastTile() {
  const { t } = useTranslation('earning');
  const format = useFormat();
  const told = useProblemText();
  const [period, setPeriod] = useState<Period>('quarter');
  const [recency, setRecency] = useState(true);
  const { data, error } = useQuery(
    earning.profit({ period, periods: PERIODS[period], recency, group: 'abc_class', backtest: true }),
  );
  const view = data?.forecast;
  const why = data?.problem ? told.told(data.problem).message : error ? told.problem(error).message : null;
  const ranges = view?.ranges ?? [];
  const single = useMemo(
    () => (view?.ranges ?? []).filter((range) => range.first_period === range.last_period),
    [view],
  );
  const total = ranges.at(-1);
  const option = useCallback(
    (c: Palette) =>
      bandOption(c, single, format, {
        profit: t('earning:forecast.profit'),
        interval: t('earning:forecast.interval'),
      }),
    [single, format, t],
  );
  const band = (low: number | null | undefined, high: number | null | undefined) =>
    low == null || high == null ? '' : `(${format.compact(low)} – ${format.compact(high)})`;
  return (
    <Tile
      id="profit-forecast"
      wide
      title={t('earning:forecast.title')}
      definition={t('earning:forecast.definition')}
      note={
        view?.level_shock == null
          ? t('earning:forecast.noteYoung')
          : t('earning:forecast.note', { missed: format.percent(view.level_shock) })
      }
      empty={why ? <EmptyTile reason={why} /> : undefined}
      tools={
        <span className="earning-tools">
          <Definition text={t('earning:forecast.recencyMeans')}>{t('earning:forecast.recency')}</Definition>
          <Switch
            size="small"
            checked={recency}
            onChange={setRecency}
            aria-label={t('earning:forecast.recency')}
          />
          <Segmented<Period>
            size="small"
            value={period}
            onChange={setPeriod}
            options={(['month', 'quarter', 'year'] as const).map((value) => ({
              value,
              label: t(`earning:cohorts.span.${value}`),
            }))}
          />
        </span>
      }
      sheet={
        view
          ? {
              columns: [
                t('earning:forecast.from'),
                t('earning:forecast.to'),
                t('earning:forecast.amount'),
                t('earning:forecast.productCost'),
                t('earning:forecast.marketing'),
                t('earning:forecast.profit'),
                '5 %',
                '95 %',
              ],
              rows: ranges.map((range) => [
                range.from,
                range.to,
                range.amount ?? null,
                range.product_cost ?? null,
                range.marketing_cost ?? null,
                range.gross_profit ?? null,
                range.low ?? null,
                range.high ?? null,
              ]),
            }
          : undefined
      }
    >
      {!data && !error && <TileBone />}
      {view && total && (
        <>
          <div className="earning-pair">
            <Chart label={t('earning:forecast.title')} option={option} marks={single.length} />
            <div className="table-scroll">
              <table className="plain-table earning-table">
                <thead>
                  <tr>
                    <th scope="col">{t('earning:forecast.group')}</th>
                    <th scope="col" className="number">
                      {t('earning:cohorts.customers')}
                    </th>
                    <th scope="col" className="number">
                      {t('earning:forecast.profit')}, {format.currency}
                    </th>
                  </tr>
                </thead>
                <tbody>
                  {view.groups.map((group) => (
                    <tr key={group.id}>
                      <td>{format.word(group.label)}</td>
                      <td className="number">{format.count(group.customers)}</td>
                      <td className="number">
                        {format.compact(group.total.gross_profit)}{' '}
                        <span className="muted">{band(group.total.low, group.total.high)}</span>
                      </td>
                    </tr>
                  ))}
                  <tr className="sum">
                    <td>{t('earning:acquisition.all')}</td>
                    <td className="number">{format.count(view.customers)}</td>
                    <td className="number">
                      {format.compact(total.gross_profit)}{' '}
                      <span className="muted">{band(total.low, total.high)}</span>
                    </td>
                  </tr>
                </tbody>
              </table>
              <p className="muted small">
                {t('earning:forecast.parts', {
                  amount: format.compact(total.amount),
                  product: format.compact(total.product_cost),
                  marketing: format.compact(total.marketing_cost),
                })}
              </p>
            </div>
          </div>
          {view.backtest && <ForecastPast origins={view.backtest.origins} />}
        </>
      )}
    </Tile>
  );
}
