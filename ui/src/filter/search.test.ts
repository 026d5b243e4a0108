import { describe, expect, it } from 'vitest';
import { narrowed, type PageSearch, parseSearch, writeSearch } from './search';

describe('the query of an address', () => {
  it.each<PageSearch>([
    {},
    { f: ['rfm_segment:is:champions|loyal', 'customer_value:ge:100'], sort: '-customer_value' },
    { q: '北京 & co', columns: 'customer_id,orders' },
    { f: ['region:is:A+B 100%'], open: '0/0 4#2' },
    { scheme: 'abc_class', tab: 'quarantine', table: 'orders', batch: 'b1' },
  ])('comes back as it went: %j', (search) => {
    expect(parseSearch(writeSearch(search))).toEqual(search);
  });
  it('leaves filters readable', () => {
    expect(writeSearch({ f: ['rfm_segment:is:champions|loyal'] })).toBe('?f=rfm_segment:is:champions|loyal');
  });
  it('forgets what no page knows', () => {
    expect(parseSearch('?f=a:is:1&f=b:is:2&other=3')).toEqual({ f: ['a:is:1', 'b:is:2'] });
  });
  it('takes filter and search text along to another page, and nothing else', () => {
    const here: PageSearch = { f: ['region:is:north'], q: 'li', sort: 'revenue', open: 'c1' };
    expect(narrowed(here, ['rfm_r:is:5'])).toEqual({ f: ['rfm_r:is:5'], q: 'li' });
    expect(writeSearch(narrowed(here, []))).toBe('?q=li');
  });
});
