import { describe, expect, it } from 'vitest';
import { categoryColor, labelColor, UNLABELLED } from './palette';

describe('the colour of a label', () => {
  it('stays where labels are added, moved or taken away', () => {
    const before = ['gold', 'silver', 'bronze'];
    const gold = labelColor('scheme.tiers', 'gold', before);
    expect(labelColor('scheme.tiers', 'gold', ['bronze', 'silver', 'gold'])).toBe(gold);
    expect(labelColor('scheme.tiers', 'gold', ['gold'])).toBe(gold);
    expect(labelColor('scheme.tiers', 'gold', [...before, 'zinc'])).toBe(gold);
    // a label of an earlier valuation that the scheme has no longer
    expect(labelColor('scheme.tiers', 'gold', ['silver', 'bronze'])).toBe(gold);
  });
  it('differs within a scheme as long as there are colours', () => {
    const ids = ['East', 'West', 'North', 'South', '华东', '华南', '华北', '西南'];
    const colors = ids.map((id) => labelColor('scheme.regions', id, ids));
    expect(new Set(colors).size).toBe(ids.length);
    expect(colors).not.toContain(UNLABELLED);
    const many = Array.from({ length: 40 }, (_, place) => `v${place}`);
    for (const id of many) expect(labelColor('scheme.regions', id, many)).toMatch(/^#/);
  });
  it('is grey for what is left over and by place for labels of the program', () => {
    expect(labelColor('scheme.regions', '(rest)', ['East', '(rest)'])).toBe(UNLABELLED);
    expect(labelColor('scheme.regions', '', ['East'])).toBe(UNLABELLED);
    expect(labelColor('abc_class', 'B', ['A', 'B', 'C'])).toBe(categoryColor(1, 3));
    expect(labelColor('abc_class', 'Z', ['A', 'B', 'C'])).toBe(UNLABELLED);
    expect(labelColor('value_alert', 'early', [])).not.toBe(labelColor('value_alert', 'clear', []));
  });
});
