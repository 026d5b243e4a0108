import { useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useCallback, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { SegmentsView } from '../../api/types';
import { inkOn, type Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { useLabelColor } from '../../components/label-tag';
import { Tile } from '../../components/tile';
import { setFilter } from '../../filter/filter';
import { narrowed, type PageSearch } from '../../filter/search';
import { useFilters } from '../../filter/use-filters';
import { useFormat } from '../../format/use-format';
import { labelSheet } from './label-sheet';

/** The labels as areas: by heads or by value. A click leads to their customers. */
export function GroupsTile({ data, wide }: { data: SegmentsView; wide: boolean }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const navigate = useNavigate();
  const [filters] = useFilters();
  const color = useLabelColor();
  const money = data.labels.some((label) => label.customer_value != null);
  const [shown, setShown] = useState(money ? 'value' : 'customers');
  const total = data.labels.reduce((sum, label) => sum + Math.max(0, label.customer_value ?? 0), 0);
  const labels = useMemo(() => data.labels.filter((label) => label.customers > 0), [data.labels]);
  const option = useCallback(
    (c: Palette) => ({
      tooltip: {
        ...tooltip(c),
        formatter: (item: unknown) => {
          const { id } = (item as { data: { id: string } }).data;
          const label = labels.find((other) => other.id === id);
          if (!label) return '';
          const heads = `${format.exact(label.customers, 0)} · ${format.percent(label.customers / data.customers)}`;
          const value = `${format.money(label.customer_value)} · ${format.percent(total > 0 ? (label.customer_value ?? 0) / total : null)}`;
          return (
            tipHead(format.word(label.label)) +
            tipRow(null, t('segments:map.customers'), heads) +
            tipRow(null, t('segments:map.customer_value'), value)
          );
        },
      },
      series: [
        {
          type: 'treemap' as const,
          left: 0,
          right: 0,
          top: 0,
          bottom: 0,
          roam: false as const,
          nodeClick: false as const,
          breadcrumb: { show: false },
          itemStyle: { borderColor: c.surface, borderWidth: 0, gapWidth: 2 },
          label: {
            show: true,
            fontSize: 12,
            lineHeight: 18,
            overflow: 'truncate' as const,
            position: 'insideTopLeft' as const,
            formatter: (item: unknown) => {
              const { name, data: node } = item as { name: string; data: { share: number } };
              return `${name}\n${format.percent(node.share)}`;
            },
          },
          data: labels.map((label) => {
            const heads = label.customers / data.customers;
            const value = total > 0 ? Math.max(0, label.customer_value ?? 0) / total : 0;
            return {
              id: label.id,
              name: format.word(label.label),
              value: shown === 'customers' ? heads : value,
              share: shown === 'customers' ? heads : value,
              itemStyle: { color: color(data.scheme, label.id) },
              // A name cut to a letter says nothing: the tooltip has it.
              label: {
                show: (shown === 'customers' ? heads : value) >= 0.015,
                color: inkOn(color(data.scheme, label.id)),
              },
            };
          }),
        },
      ],
    }),
    [labels, data, shown, total, t, format, color],
  );
  const open = (pick: { dataIndex: number; data: unknown }) => {
    const node = pick.data as { id?: string } | undefined;
    const id = node?.id ?? labels[pick.dataIndex]?.id;
    if (id)
      void navigate({
        to: '/customers',
        search: (old: PageSearch) => narrowed(old, setFilter(filters, data.scheme, 'is', [id])),
      });
  };
  return (
    <Tile
      id="segments-groups"
      wide={wide}
      title={t('segments:groups.title')}
      definition={t('segments:groups.definition')}
      note={shown === 'customers' ? t('segments:groups.byCustomers') : t('segments:groups.byValue')}
      empty={labels.length === 0 ? <EmptyTile /> : undefined}
      tools={
        money && (
          <Segmented
            size="small"
            value={shown}
            onChange={setShown}
            options={[
              { value: 'value', label: t('segments:map.short.customer_value') },
              { value: 'customers', label: t('segments:map.short.customers') },
            ]}
          />
        )
      }
      sheet={labelSheet(data, t, format)}
    >
      <Chart
        label={t('segments:groups.title')}
        option={option}
        height={336}
        onPick={open}
        marks={labels.length}
      />
    </Tile>
  );
}
