import type { ECElementEvent, ECharts, EChartsOption } from 'echarts';
import { type KeyboardEvent, useContext, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Palette, palette } from '../app/palette';
import { type Mode, useThemeMode } from '../app/theme-mode';
import { chartBase } from './chart-base';
import { TilePicture } from './tile-picture';
import './chart.css';

interface ChartProps {
  /** what a screen reader says instead of the picture */
  label: string;
  /** the drawing, in the colours of the mode */
  option: (colors: Palette, mode: Mode) => EChartsOption;
  height?: number;
  /** a mark was clicked, or entered by keyboard; makes marks look clickable */
  onPick?: (pick: { seriesIndex: number; dataIndex: number; name: string; data: unknown }) => void;
  /** number of marks that arrow keys walk through */
  marks?: number;
}

/** The one wrapper of ECharts: lazy, in light and dark, resized, described, reachable by keyboard. */
export function Chart({ label, option, height = 264, onPick, marks = 0 }: ChartProps) {
  const { t } = useTranslation('parts');
  const { mode } = useThemeMode();
  const holder = useRef<HTMLDivElement>(null);
  const chart = useRef<ECharts | null>(null);
  const pick = useRef(onPick);
  const [ready, setReady] = useState(false);
  const [current, setCurrent] = useState(-1);
  const picture = useContext(TilePicture);
  pick.current = onPick;

  useEffect(() => {
    let gone = false;
    let resize: ResizeObserver | null = null;
    // Taken now: while a text of the page still loads, React hides what stands and takes its refs away.
    const element = holder.current;
    void import('./echarts').then(({ init }) => {
      if (gone || !element) return;
      const made = init(element, null, { renderer: 'canvas' });
      chart.current = made;
      made.on('click', (event: ECElementEvent) => {
        if (event.componentType === 'series') {
          pick.current?.({
            seriesIndex: event.seriesIndex ?? 0,
            dataIndex: event.dataIndex,
            name: event.name,
            data: event.data,
          });
        }
      });
      resize = new ResizeObserver(() => made.resize());
      resize.observe(element);
      picture?.(() =>
        made.getDataURL({
          type: 'png',
          pixelRatio: 2,
          backgroundColor: getComputedStyle(element).getPropertyValue('--surface'),
        }),
      );
      setReady(true);
    });
    return () => {
      gone = true;
      resize?.disconnect();
      picture?.(null);
      chart.current?.dispose();
      chart.current = null;
    };
  }, [picture]);

  useEffect(() => {
    if (!ready) return;
    const colors = palette(mode);
    chart.current?.setOption({ ...chartBase(colors), ...option(colors, mode) }, { notMerge: true });
  }, [ready, option, mode]);

  const walk = (event: KeyboardEvent) => {
    const step =
      event.key === 'ArrowRight' || event.key === 'ArrowDown'
        ? 1
        : event.key === 'ArrowLeft' || event.key === 'ArrowUp'
          ? -1
          : 0;
    if (step !== 0 && marks > 0) {
      const next = (current + step + marks) % marks;
      setCurrent(next);
      chart.current?.dispatchAction({ type: 'downplay', seriesIndex: 0 });
      chart.current?.dispatchAction({ type: 'highlight', seriesIndex: 0, dataIndex: next });
      chart.current?.dispatchAction({ type: 'showTip', seriesIndex: 0, dataIndex: next });
      event.preventDefault();
    } else if ((event.key === 'Enter' || event.key === ' ') && current >= 0 && onPick) {
      onPick({ seriesIndex: 0, dataIndex: current, name: '', data: undefined });
      event.preventDefault();
    } else if (event.key === 'Escape') {
      setCurrent(-1);
      chart.current?.dispatchAction({ type: 'hideTip' });
      chart.current?.dispatchAction({ type: 'downplay', seriesIndex: 0 });
    }
  };

  return (
    <div
      className={onPick ? 'chart chart-pick' : 'chart'}
      role="img"
      aria-label={marks > 0 ? `${label}. ${t('parts:chart.keys')}` : label}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: arrow keys walk through the marks
      tabIndex={0}
      onKeyDown={walk}
      onBlur={() => {
        setCurrent(-1);
        chart.current?.dispatchAction({ type: 'hideTip' });
      }}
    >
      <div ref={holder} style={{ height }} />
      {!ready && <div className="chart-wait bone" />}
    </div>
  );
}
