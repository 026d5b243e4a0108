import { describe, expect, it } from 'vitest';
import { effectWay } from './effect-way';

describe('the way of an association', () => {
  it('is told only where chance would hardly do it', () => {
    expect(effectWay(0.02, 0.01, 0.05)).toBe('more');
    expect(effectWay(-0.02, 0.01, 0.05)).toBe('less');
    expect(effectWay(0.02, 0.05, 0.05)).toBe('nothing');
    expect(effectWay(0.02, null, 0.05)).toBe('nothing');
    expect(effectWay(0, 0.01, 0.05)).toBe('nothing');
  });
});
