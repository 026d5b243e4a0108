import type { EChartsOption, XAXisComponentOption, YAXisComponentOption } from 'echarts';
import type { Palette } from '../app/palette';

const FONT = getFont();

function getFont(): string {
  if (typeof document === 'undefined') return 'sans-serif';
  return getComputedStyle(document.documentElement).fontFamily;
}

function still(): boolean {
  return typeof matchMedia === 'function' && matchMedia('(prefers-reduced-motion: reduce)').matches;
}

/** What every chart shares. */
export function chartBase(colors: Palette): EChartsOption {
  return {
    animation: !still(),
    animationDuration: 350,
    animationDurationUpdate: 250,
    textStyle: { fontFamily: FONT, fontSize: 12, color: colors.muted },
    aria: { enabled: true },
    grid: { left: 8, right: 16, top: 16, bottom: 8, containLabel: true },
    tooltip: tooltip(colors),
  };
}

/** Tooltip in the colours of the mode; pages add trigger and text. */
export function tooltip(colors: Palette) {
  return {
    confine: true,
    backgroundColor: colors.surface,
    borderColor: colors.line,
    borderWidth: 1,
    padding: [8, 12] as [number, number],
    textStyle: { color: colors.ink, fontSize: 12, fontFamily: FONT },
    extraCssText: 'box-shadow:0 4px 16px rgba(0,0,0,.14);border-radius:6px;font-variant-numeric:tabular-nums',
  };
}

interface AxisChoice {
  name?: string;
  format?: (value: number) => string;
  data?: string[];
  log?: boolean;
  min?: number;
  max?: number;
  /** where the name stands; in the middle needs room for the labels */
  nameGap?: number;
  hide?: boolean;
  /** the ends are not round: they get no label */
  loose?: boolean;
  /** lines across the chart; usual on the left alone */
  lines?: boolean;
}

/** A bottom axis. */
export function xAxis(colors: Palette, choice: AxisChoice = {}): XAXisComponentOption {
  return axis(colors, choice, 'x') as XAXisComponentOption;
}

/** A left axis with quiet lines. */
export function yAxis(colors: Palette, choice: AxisChoice = {}): YAXisComponentOption {
  return axis(colors, choice, 'y') as YAXisComponentOption;
}

function axis(colors: Palette, choice: AxisChoice, side: 'x' | 'y') {
  const category = choice.data !== undefined;
  const { format } = choice;
  return {
    type: category ? 'category' : choice.log ? 'log' : 'value',
    data: choice.data,
    min: choice.min,
    max: choice.max,
    name: choice.name,
    nameLocation: side === 'x' ? 'middle' : 'end',
    nameGap: choice.nameGap ?? (side === 'x' ? 28 : 10),
    nameTextStyle: { color: colors.faint, fontSize: 12, align: side === 'x' ? 'center' : 'left' },
    show: !choice.hide,
    axisLine: { show: side === 'x', lineStyle: { color: colors.line } },
    axisTick: { show: false },
    splitLine: { show: choice.lines ?? (side === 'y' && !category), lineStyle: { color: colors.line } },
    splitNumber: 4,
    // A share from nothing to all is read in quarters (fifths along the bottom).
    interval: !category && choice.min === 0 && choice.max === 1 ? (side === 'x' ? 0.2 : 0.25) : undefined,
    axisLabel: {
      color: colors.muted,
      fontSize: 12,
      hideOverlap: true,
      ...(choice.loose ? { showMinLabel: false, showMaxLabel: false } : {}),
      interval: category && choice.data ? Math.ceil(choice.data.length / 16) - 1 : undefined,
      formatter: !category && format ? (value: number) => format(value) : undefined,
    },
  };
}

/** A row of a tooltip: mark, name, value. */
export function tipRow(color: string | null, name: string, value: string): string {
  const mark = color
    ? `<span style="display:inline-block;width:8px;height:8px;border-radius:2px;margin-right:8px;background:${color}"></span>`
    : '';
  return `<div style="display:flex;justify-content:space-between;gap:24px"><span>${mark}${escapeHtml(name)}</span><b style="font-weight:600">${escapeHtml(value)}</b></div>`;
}

/** Head of a tooltip. */
export function tipHead(text: string): string {
  return `<div style="margin-bottom:4px;opacity:.75">${escapeHtml(text)}</div>`;
}

/** Text of others inside HTML. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
