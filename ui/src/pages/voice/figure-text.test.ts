import { describe, expect, it } from 'vitest';
import { differenceText, figureText } from './figure-text';

const exact = (value: number, digits: number) => value.toFixed(digits);

describe('figures of a questionnaire', () => {
  it('have the decimals that they are worth, and gaps their sign', () => {
    expect(figureText(39.84, 'score', exact)).toBe('39.8');
    expect(figureText(4.064, 'mean', exact)).toBe('4.06');
    expect(figureText(0.4, 'gap', exact)).toBe('+0.40');
    expect(figureText(-0.4, 'gap', exact)).toBe('-0.40');
  });
  it('have a direction where they differ by what can be read', () => {
    expect(differenceText(4.13, 'score', exact)).toBe('+4.1');
    expect(differenceText(-4.13, 'score', exact)).toBe('−4.1');
    expect(differenceText(-0.04, 'score', exact)).toBe('0.0');
  });
});
