import { describe, expect, it } from 'vitest';
import { currencyCode, currencySign, money, moneyExact, range } from './money';

describe('money', () => {
  it('puts the sign before the short amount', () => {
    expect(money(12_345, 'USD', 'en')).toBe('$12.3k');
    expect(money(12_345, 'CNY', 'zh')).toBe('¥1.23万');
    expect(money(-12_345, 'USD', 'en')).toBe('-$12.3k');
  });
  it('spaces a currency that has no sign', () => {
    expect(currencySign('CHF', 'en')).toBe('CHF');
    expect(moneyExact(1_234.5, 'CHF', 'en')).toBe('CHF 1,234.5');
  });
  it('writes an amount without sign where no currency is set', () => {
    expect(money(12_345, 'XXX', 'en')).toBe('12.3k');
    expect(currencyCode('XXX', 'zh')).toBe('货币单位');
    expect(currencyCode('USD', 'zh')).toBe('USD');
  });
  it('takes a code nobody knows as it is', () => {
    expect(money(5, 'not a code', 'en')).toBe('not a code 5');
  });
  it('writes an interval, and none where an end is missing', () => {
    expect(range(980, 1_530, 'en')).toBe('980–1.53k');
    expect(range(null, 1_530, 'en')).toBe('');
  });
});
