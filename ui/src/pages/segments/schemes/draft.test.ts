import { describe, expect, it } from 'vitest';
import type { SchemeDraft } from '../../../api/types';
import { compared, comparisons, effort, free, freeId, grouped, joined, moved, withLabel } from './draft';

const text = { zh: '甲', en: 'A' };
const draft: SchemeDraft = {
  id: 'mine',
  name: text,
  kind: 'rules',
  label: [
    { id: 'label-2', name: text, when: { measure: 'revenue', is: '>', value: 1 }, resources: 60 },
    { id: 'rest', name: text, otherwise: true, resources: 30 },
  ],
};

describe('a draft of a scheme', () => {
  it('offers what fits a column, with a value of its kind', () => {
    expect(comparisons('date')).not.toContain('>=');
    expect(comparisons('text')).toContain('contains');
    const from = { measure: 'revenue', is: '>=' as const, value: 5 };
    expect(compared(from, 'between', 'number')).toEqual({ measure: 'revenue', is: 'between', value: [5, 5] });
    expect(compared(from, 'unknown', 'number')).toEqual({ measure: 'revenue', is: 'unknown' });
    expect(comparisons('either')).toContain('>=');
    expect(compared({ measure: 'attribute.staff', value: 'ten' }, '>=', 'either').value).toBe(0);
    expect(compared({ measure: 'attribute.staff', value: 10 }, 'between', 'either').value).toEqual([10, 10]);
    expect(compared({ measure: 'attribute.staff', value: 10 }, 'contains', 'either').value).toBe('');
    expect(compared({ measure: 'region' }, 'in', 'text').value).toEqual([]);
    expect(compared({ measure: 'region', value: ['East', 'West'] }, '=', 'text').value).toBe('East');
  });
  it('reads a single comparison as a group of one and back', () => {
    const one = { measure: 'revenue', is: '>' as const, value: 1 };
    expect(grouped(one)).toEqual({ word: 'all', parts: [one] });
    expect(joined('any', [one])).toEqual(one);
    expect(joined('any', [one, one])).toEqual({ any: [one, one] });
    expect(grouped({ any: [one] })).toEqual({ word: 'any', parts: [one] });
  });
  it('adds a label before the one for everybody else', () => {
    expect(freeId(draft.label ?? [])).toBe('label-3');
    const more = withLabel(draft, text);
    expect(more.label?.map((label) => label.id)).toEqual(['label-2', 'label-3', 'rest']);
    expect(more.label?.[1]?.when).toBeDefined();
  });
  it('moves, sums and names', () => {
    expect(moved(['a', 'b', 'c'], 2, -1)).toEqual(['a', 'c', 'b']);
    expect(moved(['a'], 0, -1)).toEqual(['a']);
    expect(effort(draft)).toBe(90);
    expect(effort({ ...draft, label: [] })).toBeNull();
    expect(free('tiers', ['tiers', 'tiers-2'])).toBe('tiers-3');
  });
});
