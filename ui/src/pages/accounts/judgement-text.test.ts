import { describe, expect, it } from 'vitest';
import {
  canBeJudged,
  equal,
  judge,
  judgement,
  place,
  toBeJudged,
  withJudgements,
  written,
} from './judgement-text';

const CARD = `id = "a"

[weights]
people = "ahp"

[[judgements]]
matrix = [
  ["1", "3"],
  ["1/3", "1"],
]

[[indicator]]
id = "x"
`;

describe('judgements', () => {
  it('walk the scale from a ninth to nine', () => {
    for (const cell of ['1/9', '1/3', '1/2', '1', '2', '9']) expect(judgement(place(cell))).toBe(cell);
    expect(place('0.333')).toBe(-2);
    expect(place('much')).toBe(0);
    expect([written(1 / 7), written(7), written(1)]).toEqual(['1/7', '7', '1']);
  });
  it('are mirrored', () => {
    expect(judge(equal(3), 0, 2, 4)).toEqual([
      ['1', '1', '5'],
      ['1', '1', '1'],
      ['1/5', '1', '1'],
    ]);
  });
  it('take the place of those in the card and leave the rest', () => {
    const text = withJudgements(CARD, [
      {
        of: null,
        matrix: [
          ['1', '5'],
          ['1/5', '1'],
        ],
      },
      { of: 'g', matrix: equal(2) },
    ]);
    expect(text).not.toContain('"1/3"');
    expect(text).toContain('[[indicator]]\nid = "x"');
    expect(text.match(/\[\[judgements\]\]/g)).toHaveLength(2);
    expect(text).toContain('[[judgements]]\nof = "g"\nmatrix = [\n  ["1", "1"],\n  ["1", "1"],\n]\n');
    expect(withJudgements(text, [])).not.toContain('judgements');
  });
  it('replace weights by hand where nothing else hangs on them', () => {
    const byHand = 'id = "a"\n\n[[indicator]]\nid = "x"\nweight = 100\n';
    expect(canBeJudged(byHand)).toBe(true);
    expect(toBeJudged(byHand)).toBe('id = "a"\n\n[weights]\npeople = "ahp"\n\n[[indicator]]\nid = "x"\n');
    expect(canBeJudged(`${byHand}deduct_from = 2\n`)).toBe(false);
    expect(canBeJudged(CARD)).toBe(false);
  });
});
