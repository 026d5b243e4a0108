import type { ConditionDraft, LabelDraft, SchemeDraft } from '../../../api/types';

/** What a column holds; `either`: texts that a scheme may read as numbers. */
export type Holds = 'number' | 'date' | 'text' | 'either';

export type Comparison = NonNullable<ConditionDraft['is']>;

const COMPARISONS: Record<Holds, Comparison[]> = {
  number: ['>=', '<=', '>', '<', '=', '!=', 'between', 'known', 'unknown'],
  date: ['after', 'before', '=', 'between', 'known', 'unknown'],
  text: ['=', '!=', 'in', 'contains', 'known', 'unknown'],
  either: ['=', '!=', 'in', 'contains', '>=', '<=', '>', '<', 'between', 'known', 'unknown'],
};
const OF_NUMBERS: Comparison[] = ['>=', '<=', '>', '<', 'between'];

/** Comparisons that fit what a column holds, the usual one first. */
export function comparisons(holds: Holds): Comparison[] {
  return COMPARISONS[holds];
}

/** What the values of a comparison are. */
export function valueHolds(holds: Holds, is: Comparison): 'number' | 'date' | 'text' {
  if (holds !== 'either') return holds;
  return OF_NUMBERS.includes(is) ? 'number' : 'text';
}

/** A list without the entry at a place, or with another one there. */
export function without<T>(list: readonly T[], place: number): T[] {
  return list.filter((_, index) => index !== place);
}

export function replaced<T>(list: readonly T[], place: number, entry: T): T[] {
  return list.map((old, index) => (index === place ? entry : old));
}

/** A list with the entry at a place one step further up or down. */
export function moved<T>(list: readonly T[], place: number, step: -1 | 1): T[] {
  const entry = list[place];
  const other = list[place + step];
  if (entry === undefined || other === undefined) return [...list];
  return list.map((old, index) => (index === place ? other : index === place + step ? entry : old));
}

/** A group of conditions: its word and its parts. A single comparison is a group of one. */
export function grouped(condition: ConditionDraft): { word: 'all' | 'any'; parts: ConditionDraft[] } {
  if (condition.any) return { word: 'any', parts: condition.any };
  if (condition.all) return { word: 'all', parts: condition.all };
  return { word: 'all', parts: [condition] };
}

/** The condition of a group; one part stands for itself. */
export function joined(word: 'all' | 'any', parts: ConditionDraft[]): ConditionDraft {
  const [first] = parts;
  if (parts.length === 1 && first) return first;
  return word === 'all' ? { all: parts } : { any: parts };
}

/** A comparison with the value that its operator expects. */
export function compared(condition: ConditionDraft, is: Comparison, holds: Holds): ConditionDraft {
  const usual = valueHolds(holds, is) === 'number' ? 0 : '';
  const old = Array.isArray(condition.value) ? condition.value[0] : condition.value;
  // A text is no number, nor the other way round.
  const one = typeof old === typeof usual ? (old ?? usual) : usual;
  const base = { measure: condition.measure, is };
  if (is === 'known' || is === 'unknown') return base;
  if (is === 'between') return { ...base, value: [one, one] };
  if (is === 'in')
    return {
      ...base,
      value: Array.isArray(condition.value) ? condition.value : [one].filter((value) => value !== ''),
    };
  return { ...base, value: one };
}

/** An id that no label has. */
export function freeId(labels: readonly LabelDraft[]): string {
  let number = labels.length + 1;
  while (labels.some((label) => label.id === `label-${number}`)) number += 1;
  return `label-${number}`;
}

/** A draft with one more label, before the one that takes everybody else. */
export function withLabel(draft: SchemeDraft, name: { zh: string; en: string }): SchemeDraft {
  const labels = draft.label ?? [];
  const label: LabelDraft = { id: freeId(labels), name };
  if (draft.kind === 'rules') label.when = { measure: 'revenue', is: '>=', value: 1000 };
  if (draft.kind === 'match') label.high = [];
  const last = labels.at(-1);
  const open = draft.kind === 'bounds' || last?.otherwise === true;
  return { ...draft, label: last && open ? [...labels.slice(0, -1), label, last] : [...labels, label] };
}

/** Effort of all labels together, in per cent; none where no label has a share. */
export function effort(draft: SchemeDraft): number | null {
  const shares = (draft.label ?? []).map((label) => label.resources).filter((share) => share != null);
  return shares.length === 0 ? null : shares.reduce((sum, share) => sum + share, 0);
}

/** The id, or with a number behind it where another scheme has it. */
export function free(id: string, taken: readonly string[]): string {
  let name = id;
  for (let number = 2; taken.includes(name); number += 1) name = `${id}-${number}`;
  return name;
}
