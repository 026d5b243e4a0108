import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { OverviewView } from '../../api/types';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { setFilter } from '../../filter/filter';
import { narrowed, type PageSearch } from '../../filter/search';
import { useFilters } from '../../filter/use-filters';
import { useFormat } from '../../format/use-format';

/** Customers by what they are worth; the bounds grow by a constant factor because value is skewed. */
export function DistributionTile({ bars }: { bars: OverviewView['distribution'] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const navigate = useNavigate();
  const [filters] = useFilters();
  const option = useCallback(
    (c: Palette) => ({
      grid: { left: 8, right: 8, top: 24, bottom: 32, containLabel: true },
      xAxis: xAxis(c, {
        name: t('overview:distribution.x', { currency: format.currency }),
        data: bars.map((bar) => format.compact(bar.from)),
      }),
      yAxis: yAxis(c, { name: t('overview:distribution.y'), format: (v) => format.compact(v) }),
      tooltip: {
        ...tooltip(c),
        formatter: (item: unknown) => {
          const bar = bars[(item as { dataIndex: number }).dataIndex];
          if (!bar) return '';
          return (
            tipHead(format.range(bar.from, bar.to)) +
            tipRow(c.accent, t('overview:distribution.y'), format.exact(bar.customers, 0)) +
            tipRow(null, t('overview:distribution.sum'), format.money(bar.customer_value))
          );
        },
      },
      series: [
        {
          type: 'bar' as const,
          data: bars.map((bar) => bar.customers),
          barCategoryGap: '12%',
          itemStyle: { color: c.accent, borderRadius: [2, 2, 0, 0] },
        },
      ],
    }),
    [bars, t, format],
  );
  const open = ({ dataIndex }: { dataIndex: number }) => {
    const bar = bars[dataIndex];
    if (!bar) return;
    const from = setFilter(filters, 'customer_value', 'ge', [String(bar.from)]);
    void navigate({
      to: '/customers',
      search: (old: PageSearch) => narrowed(old, setFilter(from, 'customer_value', 'le', [String(bar.to)])),
    });
  };
  return (
    <Tile
      id="overview-distribution"
      title={t('overview:distribution.title')}
      definition={t('overview:distribution.definition')}
      empty={bars.length === 0 ? <EmptyTile /> : undefined}
      sheet={{
        columns: [
          t('overview:distribution.from'),
          t('overview:distribution.to'),
          t('overview:distribution.y'),
          t('overview:distribution.sum'),
        ],
        rows: bars.map((bar) => [bar.from, bar.to, bar.customers, bar.customer_value]),
      }}
    >
      <Chart label={t('overview:distribution.title')} option={option} onPick={open} marks={bars.length} />
    </Tile>
  );
}
