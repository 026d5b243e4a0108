import { describe, expect, it } from 'vitest';
import type { Measure } from '../api/types';
import { cell, cellExact } from './measure';

function measure(part: Partial<Measure>): Measure {
  const text = { en: '', zh: '' };
  return {
    id: 'x',
    kind: 'number',
    unit: 'none',
    label: text,
    meaning: text,
    better: 'neither',
    source: '',
    labels: [],
    ordered: false,
    state: false,
    summable: false,
    internal: false,
    ...part,
  };
}

describe('cell', () => {
  it('writes a number by its unit', () => {
    expect(cell(1234.5, measure({ unit: 'currency' }), 'en')).toBe('1,234.50');
    expect(cell(1_234_567.8, measure({ unit: 'currency' }), 'en')).toBe('1,234,568');
    expect(cell(2_500_000_000, measure({ unit: 'currency' }), 'zh')).toBe('25亿');
    expect(cell(0.5, measure({ unit: 'probability' }), 'en')).toBe('50.0%');
    expect(cell(12.6, measure({ unit: 'days' }), 'en')).toBe('13');
    expect(cell(0.123, measure({ unit: 'expectation' }), 'en')).toBe('0.12');
  });
  it('names a label in the language, or shows its id', () => {
    const text = { en: '', zh: '' };
    const labels = [
      { id: 'champions', label: { en: 'Champions', zh: '冠军客户' }, meaning: text, strategy: text },
    ];
    expect(cell('champions', measure({ kind: 'label', labels }), 'zh')).toBe('冠军客户');
    expect(cell('other', measure({ kind: 'label', labels }), 'en')).toBe('other');
  });
  it('tells null from zero', () => {
    expect(cell(null, measure({ unit: 'currency' }), 'en')).toBe('–');
    expect(cell(0, measure({ unit: 'currency' }), 'en')).toBe('0.00');
  });
  it('offers the exact value only where it says more', () => {
    expect(cellExact(1_234_567.25, measure({ unit: 'currency' }), 'en')).toBe('1,234,567.25');
    expect(cellExact(3, measure({ unit: 'count' }), 'en')).toBe('');
  });
});
