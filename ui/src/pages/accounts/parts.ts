import type { ScoreRow, ScoreView } from '../../api/types';
import { categoryColor } from '../../app/palette';
import type { Format } from '../../format/use-format';

/** A part of a score: a group of lines, a line of a card without groups, or all that is taken away. */
export interface Part {
  id: string;
  name: string;
  color: string;
  lines: number[];
}

/** Parts of a card in its order; lines that take points away come last, together. */
export function partsOf(score: ScoreView, format: Format, deductions: string): Part[] {
  const indices = score.lines.map((_, index) => index);
  const added = indices.filter((index) => !score.lines[index]?.deduction);
  const taken = indices.filter((index) => score.lines[index]?.deduction);
  const grouped = score.groups.length > 1;
  const heads = grouped
    ? score.groups.map(({ id, name }) => ({
        id,
        name: format.word(name),
        lines: added.filter((index) => score.lines[index]?.group === id),
      }))
    : added.map((index) => ({
        id: score.lines[index]?.id ?? '',
        name: format.word(score.lines[index]?.name ?? { en: '', zh: '' }),
        lines: [index],
      }));
  const loose = grouped
    ? added.filter((index) => !score.groups.some(({ id }) => id === score.lines[index]?.group))
    : [];
  const parts = [...heads, ...(loose.length > 0 ? [{ id: '', name: '…', lines: loose }] : [])]
    .filter(({ lines }) => lines.length > 0)
    .map((part, index, all) => ({ ...part, color: categoryColor(index, all.length) }));
  if (taken.length > 0) parts.push({ id: '-', name: deductions, color: 'var(--loss)', lines: taken });
  return parts;
}

/** Points of an account in a part. */
export function pointsOf(row: ScoreRow, part: Part): number {
  return part.lines.reduce((sum, index) => sum + (row.points[index] ?? 0), 0);
}

/** What the account is called. */
export function nameOf(row: ScoreRow): string {
  return row.name || row.customer_id;
}
