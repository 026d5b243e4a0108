import { describe, expect, it } from 'vitest';
import { cleanFilters, filterValues, parseFilter, setFilter, writeFilter } from './filter';

describe('filter', () => {
  it.each(['rfm_segment:is:champions|loyal', 'customer_value:ge:100', 'region:not:North', 'name:has:a:b'])(
    'reads and writes %s',
    (text) => {
      const filter = parseFilter(text);
      expect(filter).not.toBeNull();
      expect(filter && writeFilter(filter)).toBe(text);
    },
  );
  it.each(['', 'x', ':is:a', 'x:between:1', 'x:is:', 'x:is'])('refuses %j', (text) => {
    expect(parseFilter(text)).toBeNull();
  });
  it('keeps colons of a value', () => {
    expect(parseFilter('at:ge:10:30')).toEqual({ field: 'at', op: 'ge', value: '10:30' });
  });
  it('splits the values of a choice', () => {
    expect(filterValues({ field: 'x', op: 'is', value: 'a|b' })).toEqual(['a', 'b']);
  });
  it('replaces a condition and takes it away', () => {
    const once = setFilter(['x:is:a', 'x:ge:1'], 'x', 'is', ['b', 'c']);
    expect(once).toEqual(['x:ge:1', 'x:is:b|c']);
    expect(setFilter(once, 'x', 'is', [])).toEqual(['x:ge:1']);
  });
  it('drops what cannot be read and what stands twice', () => {
    expect(cleanFilters(['x:is:a', 'nonsense', 'x:is:a'])).toEqual(['x:is:a']);
  });

  it('keeps bars and backslashes within values', () => {
    const values = ['a|b', 'c\\d', 'e'];
    const [text] = setFilter([], 'region', 'is', values);
    const filter = parseFilter(text ?? '');
    expect(filter && filterValues(filter)).toEqual(values);
  });
});
