import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { CostNode } from '../../api/costs';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip } from '../../components/chart-base';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { flowHeight } from './flow-height';
import type { ProfitTileProps } from './profit-tiles';

const COLOR: Record<CostNode['kind'], (c: Palette) => string> = {
  resource: (c) => c.quiet,
  department: () => '#3d7fc4',
  activity: () => '#62b6d9',
  stage: () => '#9a7fd1',
  customers: (c) => c.accent,
  unused: (c) => c.attention,
  enterprise: (c) => c.faint,
  open: (c) => c.loss,
};

/** Cost from the resources to where it ends. */
export function FlowTile({ costed, view }: ProfitTileProps) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { nodes, paths } = costed.diagram;
  const shown = paths.filter((path) => path.amount[view] > 0);
  const name = useCallback(
    (id: string) => {
      const node = nodes.find((item) => item.id === id);
      if (!node) return id;
      return node.name ? format.word(node.name) : t(`profit:end.${node.kind}`);
    },
    [nodes, format, t],
  );
  const option = useCallback(
    (c: Palette) => {
      const through = (id: string) => {
        const sum = (side: 'from' | 'to') =>
          shown.filter((path) => path[side] === id).reduce((all, path) => all + path.amount[view], 0);
        return Math.max(sum('from'), sum('to'));
      };
      const used = nodes.filter(({ id }) => shown.some((path) => path.from === id || path.to === id));
      return {
        tooltip: {
          ...tooltip(c),
          formatter: (item: unknown) => {
            const { dataType, dataIndex } = item as { dataType: string; dataIndex: number };
            if (dataType !== 'edge') {
              const node = used[dataIndex];
              return node
                ? tipRow(COLOR[node.kind](c), name(node.id), format.moneyExact(through(node.id)))
                : '';
            }
            const path = shown[dataIndex];
            if (!path) return '';
            return (
              tipHead(`${name(path.from)} → ${name(path.to)}`) +
              tipRow(null, t('profit:column.cost'), format.moneyExact(path.amount.full)) +
              tipRow(null, t('profit:column.ofItIncremental'), format.moneyExact(path.amount.incremental))
            );
          },
        },
        series: [
          {
            type: 'sankey' as const,
            left: 8,
            right: 136,
            top: 8,
            bottom: 8,
            nodeGap: 10,
            nodeWidth: 10,
            draggable: false,
            nodeAlign: 'justify' as const,
            emphasis: { focus: 'adjacency' as const },
            label: {
              color: c.ink,
              fontSize: 12,
              textBorderWidth: 0,
              formatter: ({ name: id }: { name: string }) => `${name(id)}  ${format.money(through(id))}`,
              overflow: 'truncate' as const,
              width: 160,
            },
            lineStyle: { color: 'source' as const, opacity: 0.3, curveness: 0.5 },
            data: used.map((node) => ({
              name: node.id,
              itemStyle: { color: COLOR[node.kind](c), borderWidth: 0 },
              label: node.name
                ? {}
                : {
                    formatter: `${name(node.id)}\n${format.money(through(node.id))}`,
                    lineHeight: 16,
                    width: 128,
                  },
            })),
            links: shown.map((path) => ({ source: path.from, target: path.to, value: path.amount[view] })),
          },
        ],
      };
    },
    [nodes, shown, view, name, format, t],
  );
  return (
    <Tile
      id="profit-flow"
      wide
      title={t('profit:flow.title')}
      definition={t('profit:flow.definition')}
      note={t(`profit:flow.note.${view}`)}
      sheet={{
        columns: [
          t('profit:column.from'),
          t('profit:column.to'),
          `${t('profit:column.cost')}, ${format.currency}`,
          `${t('profit:column.ofItIncremental')}, ${format.currency}`,
        ],
        rows: paths.map((path) => [
          name(path.from),
          name(path.to),
          path.amount.full,
          path.amount.incremental,
        ]),
      }}
    >
      {shown.length === 0 ? (
        <p className="muted">{t('profit:flow.nothing')}</p>
      ) : (
        <div className="flow-scroll">
          <div className="flow-inner">
            <Chart label={t('profit:flow.title')} option={option} height={flowHeight(shown)} />
          </div>
        </div>
      )}
    </Tile>
  );
}
