import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { earners, type ProfitCurve, type ProfitCurvesView } from '../../api/earners';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { EmptyTile } from '../../components/empty-tile';
import { Figure, Figures } from '../../components/figure';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import type { ProfitTileProps } from './profit-tiles';
import { useCostsProblem } from './use-costs-problem';
import './earners.css';

/** Marks beside the curve: the best fifth with four fifths of the profit, and with six. */
const MARKS = [0.8, 1.2];

/** Whale curves of both views, today and at the horizon of the forecast. */
export function CurvesTile({ id }: ProfitTileProps) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const [when, setWhen] = useState<'today' | 'horizon'>('today');
  const { data, error } = useQuery(earners.curves(id));
  const view = data?.curves;
  const problem = useCostsProblem(data?.problem, error);
  const both = view && (when === 'horizon' && view.horizon ? view.horizon : view);
  const shaped = both?.full.shape ?? both?.incremental.shape;
  const ahead = t('earners:curve.horizon', { days: view?.horizon?.days ?? 0 });
  const empty = problem ?? (both && !shaped ? <EmptyTile reason={t('earners:curve.nothing')} /> : undefined);
  return (
    <Tile
      id="profit-curves"
      wide
      title={t('earners:curve.title')}
      definition={t('earners:curve.definition')}
      note={
        when === 'horizon' && view?.horizon && view.horizon.at_common_rate > 0
          ? t('earners:curve.common', { count: view.horizon.at_common_rate })
          : undefined
      }
      tools={
        view?.horizon && (
          <Segmented<'today' | 'horizon'>
            size="small"
            value={when}
            onChange={setWhen}
            options={[
              { value: 'today', label: t('earners:curve.today') },
              { value: 'horizon', label: ahead },
            ]}
          />
        )
      }
      empty={empty}
      sheet={view ? sheet(view, t, ahead) : null}
    >
      {!both && <TileBone />}
      {both && shaped && (
        <>
          <Figures>
            {(['full', 'incremental'] as const).map((side) => {
              const shape = both[side].shape;
              return (
                <Figure
                  key={side}
                  label={`${t('earners:curve.top')}, ${side === 'full' ? t('earners:full') : t('earners:incremental')}`}
                  value={format.percent(shape?.top_fifth, 0)}
                  note={t('earners:curve.marks')}
                />
              );
            })}
            <Figure
              label={t('earners:curve.eighty')}
              value={format.percent(shaped.customers_for_80, 0)}
              note={t('earners:curve.eightyNote')}
            />
            <Figure
              label={t('earners:curve.peak')}
              value={format.percent(shaped.peak.profit, 0)}
              note={t('earners:curve.peakNote', { share: format.percent(shaped.peak.customers, 0) })}
            />
            <Figure
              label={t('earners:curve.losing')}
              value={format.count(both.full.losing)}
              note={format.money(both.full.lost)}
            />
          </Figures>
          <Curves full={both.full} incremental={both.incremental} />
        </>
      )}
    </Tile>
  );
}

function Curves({ full, incremental }: { full: ProfitCurve; incremental: ProfitCurve }) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const option = useCallback(
    (c: Palette) => {
      const line = (name: string, curve: ProfitCurve, color: string, dashed: boolean) => ({
        type: 'line' as const,
        name,
        showSymbol: false,
        data: (curve.shape?.points ?? []).map((point) => [point.customers, point.profit]),
        lineStyle: { width: 2.5, color, type: dashed ? ('dashed' as const) : ('solid' as const) },
        itemStyle: { color },
      });
      return {
        grid: { left: 8, right: 24, top: 40, bottom: 32, containLabel: true },
        legend: {
          top: 0,
          left: 0,
          textStyle: { color: c.muted, fontSize: 12 },
          icon: 'roundRect',
          itemHeight: 3,
        },
        xAxis: xAxis(c, {
          name: t('earners:curve.x'),
          min: 0,
          max: 1,
          format: (value) => format.percent(value, 0),
        }),
        yAxis: yAxis(c, { format: (value) => format.percent(value, 0) }),
        tooltip: {
          ...tooltip(c),
          trigger: 'axis' as const,
          formatter: (items: unknown) => {
            const shown = items as { seriesName: string; color: string; value: [number, number] }[];
            const head = tipHead(`${t('earners:curve.x')}: ${format.percent(shown[0]?.value[0], 0)}`);
            const rows = shown.map((item) =>
              tipRow(item.color, item.seriesName, format.percent(item.value[1])),
            );
            return head + rows.join('');
          },
        },
        series: [
          {
            ...line(t('earners:full'), full, c.accent, false),
            markLine: {
              symbol: 'none',
              silent: true,
              lineStyle: { color: c.faint, type: 'dotted' as const },
              label: { show: false },
              data: [{ xAxis: 0.2 }, ...MARKS.map((mark) => ({ yAxis: mark }))],
            },
          },
          line(t('earners:incremental'), incremental, c.muted, true),
        ],
      };
    },
    [full, incremental, t, format],
  );
  const marks = full.shape?.points.length ?? incremental.shape?.points.length ?? 0;
  return <Chart label={t('earners:curve.title')} option={option} marks={marks} height={300} />;
}

function sheet(view: ProfitCurvesView, t: (key: string) => string, ahead: string) {
  const curves: [string, ProfitCurve][] = [
    [`${t('earners:curve.today')}, ${t('earners:full')}`, view.full],
    [`${t('earners:curve.today')}, ${t('earners:incremental')}`, view.incremental],
  ];
  if (view.horizon) {
    curves.push([`${ahead}, ${t('earners:full')}`, view.horizon.full]);
    curves.push([`${ahead}, ${t('earners:incremental')}`, view.horizon.incremental]);
  }
  return {
    columns: [t('earners:curve.view'), t('earners:curve.x'), t('earners:curve.y')],
    rows: curves.flatMap(([name, curve]) =>
      (curve.shape?.points ?? []).map((point) => [name, point.customers, point.profit]),
    ),
  };
}
