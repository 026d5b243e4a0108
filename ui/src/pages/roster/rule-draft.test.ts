import { describe, expect, it } from 'vitest';
import { type Draft, draftOf, problemIn, ruleOf } from './rule-draft';

const tier = (id: string, from: number | null, keep: number | null = null) => ({
  id,
  zh: id,
  en: '',
  from,
  keep,
});

describe('the rule of the roster', () => {
  it('comes back from the form as it went in', () => {
    const rule = {
      window_days: 180,
      minimum_tenure_days: 90,
      enter_revenue: 100,
      stay_revenue: 80,
      card: null,
      class: [{ field: 'industry', values: ['government'] }],
      label: [{ scheme: 'abc_class', enter: ['A'], stay: [] }],
      tier: [
        { id: 'top', name: { zh: '顶级', en: 'Top' }, from: 500, keep: 400 },
        { id: 'key', name: { zh: '重点', en: 'Key' }, from: null, keep: null },
      ],
    };
    expect(ruleOf(draftOf(rule))).toEqual(rule);
  });
  it('says what cannot be kept yet', () => {
    const draft: Draft = { ...draftOf(undefined), enter: 100 };
    expect(problemIn(draftOf(undefined))).toBe('nobody');
    expect(problemIn(draft)).toBeNull();
    expect(problemIn({ ...draft, stay: 120 })).toBe('stay');
    expect(problemIn({ ...draft, tiers: [tier('a', 50), tier('b', 70), tier('c', null)] })).toBe('tiers');
    expect(problemIn({ ...draft, tiers: [tier('a', 50, 60), tier('b', null)] })).toBe('tiers');
    expect(problemIn({ ...draft, tiers: [tier('a', 50), tier('a', null)] })).toBe('tiers');
    expect(problemIn({ ...draft, tiers: [tier('a', 50, 40), tier('b', null)] })).toBeNull();
  });
  it('names a tier in both languages where one was typed, and bounds only the upper ones', () => {
    const draft: Draft = { ...draftOf(undefined), enter: 1, tiers: [tier('a', 9), tier('b', 3, 2)] };
    expect(ruleOf(draft).tier).toEqual([
      { id: 'a', name: { zh: 'a', en: 'a' }, from: 9, keep: null },
      { id: 'b', name: { zh: 'b', en: 'b' }, from: null, keep: null },
    ]);
  });
});
