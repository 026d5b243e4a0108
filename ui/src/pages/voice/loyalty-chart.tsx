import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { VoiceLoyalty } from '../../api/voice';
import { categoryColor, type Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { useFormat } from '../../format/use-format';

const PLACES = ['true', 'latent', 'spurious', 'none'];

/** Customers by attitude and behaviour; a click opens the customer. */
export function LoyaltyChart({ view }: { view: VoiceLoyalty }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const navigate = useNavigate();
  const { points } = view;
  const behaviour = format.word(view.behaviour_label);
  const option = useCallback(
    (c: Palette) => ({
      grid: { left: 8, right: 16, top: 28, bottom: 32, containLabel: true },
      xAxis: xAxis(c, { name: behaviour, min: 0, format: (value) => format.compact(value) }),
      yAxis: yAxis(c, {
        name: t('voice:loyalty.attitude'),
        min: view.low,
        max: view.high,
        format: (value) => format.exact(value, 1),
      }),
      tooltip: {
        ...tooltip(c),
        formatter: (pick: unknown) => {
          const point = points[(pick as { dataIndex: number }).dataIndex];
          if (!point) return '';
          return (
            tipHead(point.customer_id) +
            tipRow(null, t('voice:loyalty.attitude'), format.exact(point.attitude, 1)) +
            tipRow(null, behaviour, format.exact(point.behaviour, 1)) +
            tipRow(null, t('voice:column.equity'), format.money(point.equity))
          );
        },
      },
      series: [
        {
          type: 'scatter' as const,
          symbolSize: points.length > 400 ? 5 : 8,
          data: points.map((point) => ({
            value: [point.behaviour, point.attitude],
            itemStyle: { color: categoryColor(PLACES.indexOf(point.place), 4), opacity: 0.6 },
          })),
          markLine: {
            silent: true,
            symbol: 'none',
            label: { show: false },
            lineStyle: { color: c.quiet, type: 'dashed' as const, width: 1 },
            data: [{ xAxis: view.behaviour_from }, { yAxis: view.attitude_from }],
          },
        },
      ],
    }),
    [points, view, behaviour, t, format],
  );
  return (
    <Chart
      label={t('voice:loyalty.map')}
      option={option}
      height={272}
      marks={points.length}
      onPick={({ dataIndex }) => {
        const id = points[dataIndex]?.customer_id;
        if (id) void navigate({ to: '/customers/$id', params: { id } });
      }}
    />
  );
}
