import type { Measure } from '../api/types';
import { day } from './date';
import { type Language, word } from './language';
import { compact, count, DASH, exact, fixed, percent } from './number';

export type Cell = string | number | boolean | null | undefined;

/** Label of one value of a label measure; the id where the catalogue does not know it. */
export function labelOf(measure: Measure | undefined, id: string, language: Language): string {
  const label = measure?.labels.find((item) => item.id === id);
  return label ? word(label.label, language) : id;
}

/** An amount in a column: written out, so that rows compare at a glance; cents only where they matter. */
function amount(value: number, language: Language): string {
  const size = Math.abs(value);
  if (size >= 1e9) return compact(value, language);
  return size >= 10_000 ? exact(value, language, 0) : fixed(value, language);
}

/** A cell as people read it. */
export function cell(value: Cell, measure: Measure | undefined, language: Language): string {
  if (value === null || value === undefined || value === '') return DASH;
  if (measure?.kind === 'label') return labelOf(measure, String(value), language);
  if (measure?.kind === 'date') return day(String(value), language);
  if (typeof value !== 'number') return String(value);
  switch (measure?.unit) {
    case 'currency':
      return amount(value, language);
    case 'probability':
      return percent(value, language);
    case 'count':
    case 'score':
      return count(value, language);
    case 'days':
      return exact(value, language, 0);
    default:
      return fixed(value, language);
  }
}

/** The same cell in full, for a tooltip; empty where it would repeat the short form. */
export function cellExact(value: Cell, measure: Measure | undefined, language: Language): string {
  if (typeof value !== 'number') return '';
  const full = measure?.unit === 'probability' ? percent(value, language, 4) : exact(value, language, 6);
  return full === cell(value, measure, language) ? '' : full;
}
