import { describe, expect, it } from 'vitest';
import { change, compact, count, DASH, exact, percent, significant, tenths } from './number';

describe('compact', () => {
  it.each([
    [12_345, '12.3k', '1.23万'],
    [1_234, '1.23k', '1,234'],
    [999.6, '1k', '1,000'],
    [999_960, '1M', '100万'],
    [1_240_000, '1.24M', '124万'],
    [256_000_000, '256M', '2.56亿'],
    [-12_345, '-12.3k', '-1.23万'],
    [0, '0', '0'],
    [7.456, '7.46', '7.46'],
    [45.67, '45.7', '45.7'],
    [0.5, '0.5', '0.5'],
  ])('%d', (value, english, chinese) => {
    expect(compact(value, 'en')).toBe(english);
    expect(compact(value, 'zh')).toBe(chinese);
  });

  it('writes what is not known as a dash, never as 0', () => {
    expect(compact(null, 'en')).toBe(DASH);
    expect(exact(undefined, 'zh')).toBe(DASH);
    expect(percent(null, 'en')).toBe(DASH);
    expect(significant(Number.NaN, 'en')).toBe(DASH);
    expect(count(null, 'en')).toBe(DASH);
    expect(tenths(null, 'en')).toBe(DASH);
  });

  it('keeps one decimal of a score', () => {
    expect(tenths(93, 'en')).toBe('93.0');
    expect(tenths(0.04, 'zh')).toBe('0.0');
  });
});

describe('nothing', () => {
  it('has no sign', () => {
    expect([exact(-0, 'en', 0), exact(-0.2, 'zh', 0), compact(-0.001, 'en')]).toEqual(['0', '0', '0']);
    expect([exact(-0.6, 'en', 0), percent(-0.00001, 'en')]).toEqual(['-1', '0.0%']);
  });
});

describe('shares and changes', () => {
  it('has one decimal', () => {
    expect(percent(0.1285, 'en')).toBe('12.9%');
    expect(percent(1, 'zh')).toBe('100.0%');
  });
  it('carries the sign of a change', () => {
    expect(change(0.0361, 'en')).toBe('+3.6%');
    expect(change(-1, 'en')).toBe('−100.0%');
    expect(change(0, 'zh')).toBe('0.0%');
    expect(change(0.0004, 'en')).toBe('<0.1%');
    expect(change(-0.0004, 'zh')).toBe('<0.1%');
    expect(change(-0.0005, 'en')).toBe('−0.1%');
  });
  it('keeps the figures of a parameter', () => {
    expect(significant(0.242594, 'en', 5)).toBe('0.24259');
    expect(significant(0.6, 'en', 3)).toBe('0.600');
  });
  it('shortens whole numbers from 100,000 on', () => {
    expect(count(23_570, 'en')).toBe('23,570');
    expect(count(541_909, 'zh')).toBe('54.2万');
  });
});
