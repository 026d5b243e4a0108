import { expect, it } from 'vitest';
import { recognised } from './recognised';

it('names what was recognised in the language of the reader', () => {
  const word = (part: string, text: string) => `[${part}:${text}]`;
  expect(recognised('csv; gb18030; delimiter ,', word)).toBe('csv · gb18030 · [delimiter:,]');
  expect(recognised('csv; utf-8; delimiter ;', word)).toBe('csv · utf-8 · [delimiter:;]');
  expect(recognised('excel; sheet 订单 2024', word)).toBe('excel · [sheet:订单 2024]');
  expect(recognised('parquet; 3 row groups', word)).toBe('parquet · [groups:3]');
  expect(recognised('json-lines; utf-8', word)).toBe('json-lines · utf-8');
});
