import { expect, it } from 'vitest';
import { columnExpression } from './column-expression';

it('quotes a column unless it is a plain word', () => {
  expect(columnExpression('customer_id')).toBe('customer_id');
  expect(columnExpression('UnitPrice')).toBe('"UnitPrice"');
  expect(columnExpression('单价')).toBe('"单价"');
  expect(columnExpression('a "b"')).toBe('"a ""b"""');
});
