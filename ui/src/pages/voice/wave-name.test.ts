import { describe, expect, it } from 'vitest';
import { waveName } from './wave-name';

const format = { quarter: (value: string) => `quarter ${value}` };

describe('the name of a wave', () => {
  it('is written as a quarter where it is one, and as it was recorded otherwise', () => {
    expect(waveName('2026-Q1', format)).toBe('quarter 2026-Q1');
    expect(waveName('2026-Q5', format)).toBe('2026-Q5');
    expect(waveName('spring', format)).toBe('spring');
  });
});
