import type { Reweighting, ScoreView } from '../../api/types';

/** What a slider moves: a line or a group of lines. */
export interface Weighed {
  kind: 'lines' | 'groups';
  id: string;
  points: number;
  most: number;
}

/** Weights that were moved; nothing that was not. */
export type Moved = Pick<Required<Reweighting>, 'lines' | 'groups'>;

export const NOTHING: Moved = { lines: {}, groups: {} };

/** Sliders of a card: its groups, or every line; deductions have sliders of their own among the lines. */
export function weighed(score: ScoreView, byLine: boolean): Weighed[] {
  if (byLine || score.groups.length < 2)
    return score.lines.map(({ id, points, deduction }) => ({
      kind: 'lines',
      id,
      points,
      most: deduction ? 20 : 100,
    }));
  return score.groups.map(({ id }) => ({
    kind: 'groups',
    id,
    points: score.lines
      .filter((line) => line.group === id && !line.deduction)
      .reduce((sum, line) => sum + line.points, 0),
    most: 100,
  }));
}

/** One slider moved. Going over the whole, the sliders moved before give way in proportion. */
export function moved(before: Moved, slider: Weighed, points: number): Moved {
  const next = { ...before[slider.kind], [slider.id]: points };
  if (slider.most < 100) return { ...before, [slider.kind]: next };
  const others = Object.entries(next).filter(([id]) => id !== slider.id);
  const sum = others.reduce((all, [, value]) => all + value, 0);
  const room = 100 - points;
  const scale = sum > room ? room / sum : 1;
  const kept = Object.fromEntries(others.map(([id, value]) => [id, Math.floor(value * scale * 10) / 10]));
  return { ...before, [slider.kind]: { ...kept, [slider.id]: points } };
}

/** Whether anything was moved. */
export function isMoved(wish: Moved): boolean {
  return Object.keys(wish.lines).length + Object.keys(wish.groups).length > 0;
}
