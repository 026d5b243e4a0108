import { useNavigate } from '@tanstack/react-router';
import { Segmented } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CellView, SegmentsView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { heat, heatInk, type Palette } from '../../app/palette';
import type { Mode } from '../../app/theme-mode';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { Tile } from '../../components/tile';
import { setFilter } from '../../filter/filter';
import { narrowed, type PageSearch } from '../../filter/search';
import { useFilters } from '../../filter/use-filters';
import type { Maybe } from '../../format/number';
import { useFormat } from '../../format/use-format';

type Shown = 'mean_revenue' | 'customers' | 'customer_value';

/** Recency against frequency: the shade is money, or heads. A click leads to the customers of a cell. */
export function RfmMapTile({ cells, cuts }: { cells: CellView[]; cuts: SegmentsView['cuts'] }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const catalogue = useCatalogue();
  const navigate = useNavigate();
  const [filters] = useFilters();
  const [shown, setShown] = useState<Shown>('mean_revenue');
  const sizes = [Math.max(...cells.map((cell) => cell.f)), Math.max(...cells.map((cell) => cell.r))];
  const [columns = 5, rows = 5] = sizes;

  const show = useCallback(
    (value: Maybe<number>) => (shown === 'customers' ? format.count(value) : format.compact(value)),
    [shown, format],
  );
  const option = useCallback(
    (c: Palette, mode: Mode) => {
      const values = cells.map((cell) => cell[shown] ?? 0).filter((value) => value > 0);
      const low = Math.log(Math.min(...values, 1e12));
      const high = Math.log(Math.max(...values, 1e-12));
      // Money and heads are skewed: equal steps of shade are equal factors.
      const share = (value: Maybe<number>) =>
        value == null || value <= 0 ? 0 : high > low ? (Math.log(value) - low) / (high - low) : 0.5;
      const name = (text: string, side: 'x' | 'y') => ({
        name: text,
        nameLocation: 'middle' as const,
        nameGap: side === 'x' ? 30 : 26,
      });
      const score = (count: number) => Array.from({ length: count }, (_, index) => String(index + 1));
      return {
        grid: { left: 28, right: 4, top: 4, bottom: 40, containLabel: true },
        xAxis: {
          ...xAxis(c, { data: score(columns) }),
          ...name(t('segments:map.x'), 'x'),
          axisLine: { show: false },
        },
        yAxis: {
          ...yAxis(c, { data: score(rows) }),
          ...name(t('segments:map.y'), 'y'),
          nameTextStyle: { color: c.faint, align: 'center' as const },
        },
        visualMap: {
          show: false,
          min: 0,
          max: 1,
          dimension: 2,
          inRange: { color: [heat(0, mode), heat(1, mode)] },
        },
        tooltip: {
          ...tooltip(c),
          formatter: (item: unknown) => {
            const cell = cells[(item as { dataIndex: number }).dataIndex];
            if (!cell) return '';
            return (
              tipHead(t('segments:map.cell', { r: cell.r, f: cell.f })) +
              tipRow(null, t('segments:map.customers'), format.exact(cell.customers, 0)) +
              tipRow(null, t('segments:map.mean_revenue'), format.moneyExact(cell.mean_revenue)) +
              tipRow(null, t('segments:map.customer_value'), format.money(cell.customer_value))
            );
          },
        },
        series: [
          {
            type: 'heatmap' as const,
            data: cells.map((cell) => {
              const part = share(cell[shown]);
              const empty = cell.customers === 0;
              return {
                value: [cell.f - 1, cell.r - 1, part],
                itemStyle: empty
                  ? { color: 'transparent', borderColor: c.line, borderWidth: 1 }
                  : { borderColor: c.surface, borderWidth: 2, borderRadius: 4 },
                label: {
                  show: true,
                  color: empty ? c.faint : heatInk(part, mode),
                  formatter: show(empty ? null : cell[shown]),
                  fontSize: 12,
                },
              };
            }),
            emphasis: { itemStyle: { borderColor: c.ink, borderWidth: 1 } },
          },
        ],
      };
    },
    [cells, shown, rows, columns, t, format, show],
  );
  const open = ({ dataIndex }: { dataIndex: number }) => {
    const cell = cells[dataIndex];
    if (!cell) return;
    const byR = setFilter(filters, 'rfm_r', 'is', [String(cell.r)]);
    void navigate({
      to: '/customers',
      search: (old: PageSearch) => narrowed(old, setFilter(byR, 'rfm_f', 'is', [String(cell.f)])),
    });
  };
  const bounds = cuts.map((cut) => {
    const measure = catalogue.measure(cut.measure);
    return `${measure ? format.word(measure.label) : cut.measure}: ${cut.bounds.map((bound) => format.compact(bound)).join(' · ')}`;
  });
  return (
    <Tile
      id="segments-map"
      title={t('segments:map.title')}
      definition={
        <>
          {t('segments:map.definition')}
          {bounds.length > 0 && (
            <>
              <br />
              {t('segments:map.cuts')}
              {bounds.map((line) => (
                <div key={line}>{line}</div>
              ))}
            </>
          )}
        </>
      }
      note={t(`segments:map.note.${shown}`, { currency: format.currency })}
      tools={
        <Segmented<Shown>
          size="small"
          value={shown}
          onChange={setShown}
          options={(['mean_revenue', 'customer_value', 'customers'] as const).map((value) => ({
            value,
            label: t(`segments:map.short.${value}`),
          }))}
        />
      }
      sheet={{
        columns: [
          'R',
          'F',
          t('segments:map.customers'),
          t('segments:map.mean_revenue'),
          t('segments:map.revenue'),
          t('segments:map.customer_value'),
        ],
        rows: cells.map((cell) => [
          cell.r,
          cell.f,
          cell.customers,
          cell.mean_revenue ?? null,
          cell.revenue ?? null,
          cell.customer_value ?? null,
        ]),
      }}
    >
      <Chart
        label={t('segments:map.title')}
        option={option}
        height={336}
        onPick={open}
        marks={cells.length}
      />
    </Tile>
  );
}
