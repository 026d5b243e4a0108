import { describe, expect, it } from 'vitest';
import { csv } from './sheet';

describe('csv', () => {
  it('quotes what needs it and marks its encoding', () => {
    const text = csv({
      columns: ['名称', 'value'],
      rows: [
        ['a "b", c', 1.5],
        ['two\nlines', null],
      ],
    });
    expect(text).toBe('\uFEFF名称,value\r\n"a ""b"", c",1.5\r\n"two\nlines",\r\n');
  });
  it('takes the force out of formulas, but leaves negative numbers', () => {
    const text = csv({ columns: ['a'], rows: [['=1+1'], ['@x'], ['-cmd'], [-5]] });
    expect(text.split('\r\n').slice(1, 5)).toEqual(["'=1+1", "'@x", "'-cmd", '-5']);
  });
});
