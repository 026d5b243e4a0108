import { useQuery } from '@tanstack/react-query';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { earning, type ProfitCustomer } from '../../api/earning';
import { queries } from '../../api/queries';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { CustomerSelect } from './customer-select';
import './earning.css';

/** One customer: how often it will buy in the next quarter, and for how much. */
export function CustomerForecastTile() {
  const { t } = useTranslation('earning');
  const format = useFormat();
  const first = useQuery(queries.customers({ columns: ['customer_id'], f: [], sort: '-revenue', limit: 1 }));
  const [asked, setAsked] = useState('');
  const customer = asked || String(first.data?.rows[0]?.[0] ?? '');
  const { data } = useQuery({
    ...earning.profit({ period: 'quarter', periods: 4, recency: true, customer }),
    enabled: customer !== '',
  });
  const one = data?.forecast?.customer;
  if (data?.problem) return null;
  const year = one?.ranges.at(-1);
  return (
    <Tile
      id="profit-customer-forecast"
      wide
      title={t('earning:customer.title')}
      definition={t('earning:customer.definition')}
      tools={<CustomerSelect value={customer} name={null} onChoose={setAsked} />}
      sheet={
        one
          ? {
              columns: [t('earning:customer.count'), t('earning:customer.probability')],
              rows: one.probabilities.map((probability, count) => [count, probability]),
            }
          : undefined
      }
    >
      {!one && <TileBone />}
      {one && (
        <>
          <p className="muted small">
            {t('earning:customer.margin', {
              last: format.percent(one.last_margin),
              idle: format.count(one.idle_periods),
              next: format.percent(one.next_margin),
            })}{' '}
            {year &&
              t('earning:customer.year', {
                profit: format.money(year.gross_profit),
                interval: format.range(year.low, year.high) ?? '–',
              })}
          </p>
          <div className="earning-pair">
            <Counts one={one} />
            <Amounts one={one} />
          </div>
        </>
      )}
    </Tile>
  );
}

function Counts({ one }: { one: ProfitCustomer }) {
  const { t } = useTranslation('earning');
  const format = useFormat();
  const option = useCallback(
    (c: Palette) => ({
      grid: { left: 8, right: 8, top: 16, bottom: 32, containLabel: true },
      xAxis: xAxis(c, {
        name: t('earning:customer.count'),
        data: one.probabilities.map((_, count) => String(count)),
      }),
      yAxis: yAxis(c, {
        min: 0,
        format: (value) => format.percent(value, Math.max(...one.probabilities) < 0.1 ? 1 : 0),
      }),
      tooltip: {
        ...tooltip(c),
        trigger: 'axis' as const,
        formatter: (items: unknown) => {
          const at = (items as { dataIndex: number }[])[0]?.dataIndex ?? 0;
          return (
            tipHead(`${t('earning:customer.count')}: ${at}`) +
            tipRow(c.accent, t('earning:customer.probability'), format.percent(one.probabilities[at]))
          );
        },
      },
      series: [
        {
          type: 'bar' as const,
          data: one.probabilities,
          barCategoryGap: '30%',
          itemStyle: { color: c.accent, borderRadius: [2, 2, 0, 0] },
        },
      ],
    }),
    [one, t, format],
  );
  return (
    <div>
      <h3>{t('earning:customer.counts')}</h3>
      <Chart label={t('earning:customer.counts')} option={option} marks={one.probabilities.length} />
    </div>
  );
}

function Amounts({ one }: { one: ProfitCustomer }) {
  const { t } = useTranslation('earning');
  const format = useFormat();
  const option = useCallback(
    (c: Palette) => {
      const line = { type: 'line' as const, showSymbol: false };
      return {
        grid: { left: 8, right: 16, top: 16, bottom: 32, containLabel: true },
        legend: { show: false },
        xAxis: xAxis(c, { name: format.currency, min: 0, format: (value) => format.compact(value) }),
        yAxis: yAxis(c, { hide: true }),
        tooltip: {
          ...tooltip(c),
          trigger: 'axis' as const,
          formatter: (items: unknown) => {
            const point = one.densities[(items as { dataIndex: number }[])[0]?.dataIndex ?? 0];
            return point ? tipHead(format.money(point.amount)) : '';
          },
        },
        series: [
          {
            ...line,
            data: one.densities.map((point) => [point.amount, point.own]),
            lineStyle: { width: 2.5, color: c.accent },
            areaStyle: { color: c.accent, opacity: 0.12 },
          },
          {
            ...line,
            data: one.densities.map((point) => [point.amount, point.all]),
            lineStyle: { width: 1.5, color: c.muted, type: 'dashed' as const },
          },
        ],
      };
    },
    [one, format],
  );
  return (
    <div>
      <h3>{t('earning:customer.amounts')}</h3>
      <Chart label={t('earning:customer.amounts')} option={option} marks={one.densities.length} />
    </div>
  );
}
