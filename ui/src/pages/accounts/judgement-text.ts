/** A matrix of judgements as a card holds it: `3`, `1/3`. */
export type Matrix = string[][];

/** A judged set of criteria in the text of a card; `of` names a group. */
export interface Judged {
  of: string | null;
  matrix: Matrix;
}

const HEADER = /^\s*\[\[?[\w.-]+\]\]?\s*(#.*)?$/;
const STRONGEST = 9;

/** All criteria equally important. */
export function equal(size: number): Matrix {
  return Array.from({ length: size }, () => Array.from({ length: size }, () => '1'));
}

/** The place on a slider from -8 to 8: 0 is equal, 8 is nine times as important. */
export function place(cell: string): number {
  const [above = '1', below = '1'] = cell.split('/');
  const value = Number(above) / Number(below);
  if (!(value > 0)) return 0;
  const step = value >= 1 ? value - 1 : 1 - 1 / value;
  return Math.max(1 - STRONGEST, Math.min(STRONGEST - 1, Math.round(step)));
}

/** The judgement of a place on the slider. */
export function judgement(at: number): string {
  return at >= 0 ? String(at + 1) : `1/${1 - at}`;
}

/** A step of the scale as people write it. */
export function written(value: number): string {
  return value >= 1 ? String(Math.round(value)) : `1/${Math.round(1 / value)}`;
}

/** The matrix with one pair judged anew, on both sides of the diagonal. */
export function judge(matrix: Matrix, row: number, column: number, at: number): Matrix {
  return matrix.map((cells, i) =>
    cells.map((cell, j) =>
      i === row && j === column ? judgement(at) : i === column && j === row ? judgement(-at) : cell,
    ),
  );
}

/** The text of a card with these judgements in the place of its own. */
export function withJudgements(text: string, list: Judged[]): string {
  const kept: string[] = [];
  let inside = false;
  for (const line of text.split('\n')) {
    if (HEADER.test(line)) inside = /^\s*\[\[judgements\]\]/.test(line);
    if (!inside) kept.push(line);
  }
  const blocks = list.map(({ of, matrix }) => {
    const rows = matrix.map((cells) => `  [${cells.map((cell) => `"${cell}"`).join(', ')}],`);
    return ['[[judgements]]', ...(of === null ? [] : [`of = "${of}"`]), 'matrix = [', ...rows, ']'].join(
      '\n',
    );
  });
  return `${[kept.join('\n').trimEnd(), ...blocks].join('\n\n')}\n`;
}

/** Whether weights by hand can be given up for judgements without losing more than the weights. */
export function canBeJudged(text: string): boolean {
  return !/^\s*(\[weights\]|deduct_from\b|scale = "points"|per = )/m.test(text) && /^weight = /m.test(text);
}

/** The text of a card whose weights by hand have given way to judgements. */
export function toBeJudged(text: string): string {
  const bare = text.replace(/^weight = .*\n/gm, '');
  const at = bare.search(/^\[\[/m);
  const head = at < 0 ? bare : bare.slice(0, at);
  return `${head}[weights]\npeople = "ahp"\n\n${at < 0 ? '' : bare.slice(at)}`;
}
