import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { MovementView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip } from '../../components/chart-base';
import { useLabelColor } from '../../components/label-tag';
import { useFormat } from '../../format/use-format';
import { useEndName } from './movement-words';
import type { Ends } from './movers-drawer';

interface MovementFlowProps {
  movement: MovementView;
  onOpen: (ends: Ends) => void;
}

/** The same as streams from the labels on the left to those on the right. */
export function MovementFlow({ movement, onOpen }: MovementFlowProps) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const name = useEndName(movement);
  const color = useLabelColor();
  const { cells, scheme, labels } = movement;
  const option = useCallback(
    (c: Palette) => {
      const node = (side: 'from' | 'to', id: string | null | undefined) => `${side}/${id ?? '/'}`;
      const tint = (id: string | null | undefined) => (id ? color(scheme, id) : c.quiet);
      const nodes = (side: 'from' | 'to') =>
        [...labels.map(({ id }) => id as string | null), null]
          .filter((id) => cells.some((cell) => (cell[side] ?? null) === id))
          .map((id) => ({
            name: node(side, id),
            depth: side === 'from' ? 0 : 1,
            itemStyle: { color: tint(id) },
            label: {
              position: side === 'from' ? ('right' as const) : ('left' as const),
              formatter: name(id, side),
            },
          }));
      return {
        tooltip: {
          ...tooltip(c),
          formatter: (item: unknown) => {
            const { dataType, dataIndex } = item as { dataType: string; dataIndex: number };
            const cell = dataType === 'edge' ? cells[dataIndex] : undefined;
            if (!cell) return '';
            return (
              tipHead(`${name(cell.from, 'from')} → ${name(cell.to, 'to')}`) +
              tipRow(null, t('change:movement.customers'), format.exact(cell.totals.customers, 0)) +
              tipRow(null, t('change:movement.equityBefore'), format.money(cell.totals.equity_before)) +
              tipRow(null, t('change:movement.equityAfter'), format.money(cell.totals.equity_after))
            );
          },
        },
        series: [
          {
            type: 'sankey' as const,
            left: 8,
            right: 8,
            top: 8,
            bottom: 8,
            nodeGap: 12,
            nodeWidth: 12,
            draggable: false,
            layoutIterations: 0,
            emphasis: { focus: 'adjacency' as const },
            label: { color: c.ink, fontSize: 12, textBorderWidth: 0 },
            lineStyle: { color: 'source' as const, opacity: 0.35, curveness: 0.5 },
            data: [...nodes('from'), ...nodes('to')],
            links: cells.map((cell) => ({
              source: node('from', cell.from),
              target: node('to', cell.to),
              value: cell.totals.customers,
            })),
          },
        ],
      };
    },
    [cells, labels, scheme, name, color, t, format],
  );
  return (
    <Chart
      label={t('change:movement.title')}
      option={option}
      height={Math.max(280, 36 * labels.length)}
      onPick={({ data, dataIndex }) => {
        const cell = data && typeof data === 'object' && 'source' in data ? cells[dataIndex] : undefined;
        if (cell) onOpen({ from: cell.from ?? null, to: cell.to ?? null });
      }}
    />
  );
}
