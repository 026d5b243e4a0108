/** Decimals of a figure of a questionnaire, by what it is. */
const DIGITS: Record<string, number> = { score: 1, index: 1, mean: 2, ease: 2, gap: 2, perception: 2 };

/** How many decimals a figure of this kind is worth. */
export function figureDigits(kind: string): number {
  return DIGITS[kind] ?? 2;
}

/** A figure as it is written: gaps with their sign. */
export function figureText(
  value: number,
  kind: string,
  exact: (value: number, digits: number) => string,
): string {
  const text = exact(value, figureDigits(kind));
  return kind === 'gap' && value > 0 ? `+${text}` : text;
}

/** A difference of two figures, always with its sign unless it is none. */
export function differenceText(
  value: number,
  kind: string,
  exact: (value: number, digits: number) => string,
): string {
  const text = exact(Math.abs(value), figureDigits(kind));
  // What is written as nothing has no direction.
  if (!/[1-9]/.test(text)) return text;
  return `${value > 0 ? '+' : '−'}${text}`;
}
