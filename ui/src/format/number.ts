import { type Language, locale } from './language';

export type Maybe<T> = T | null | undefined;

/** Shown for what is not known. */
export const DASH = '–';

const STEPS: Record<Language, [number, string][]> = {
  en: [
    [1e12, 'T'],
    [1e9, 'B'],
    [1e6, 'M'],
    [1e3, 'k'],
  ],
  zh: [
    [1e12, '万亿'],
    [1e8, '亿'],
    [1e4, '万'],
  ],
};

function plain(value: number, language: Language, low: number, high: number): string {
  const text = new Intl.NumberFormat(locale(language), {
    minimumFractionDigits: low,
    maximumFractionDigits: high,
  }).format(value);
  // What is so little below nothing that no figure of it is shown is nothing.
  return /[1-9]/.test(text) ? text : text.replace(/^-/, '');
}

/** `value` written in full: thousands separated, at most `digits` decimals. */
export function exact(value: Maybe<number>, language: Language, digits = 2): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  return plain(value, language, 0, digits);
}

/** One decimal whatever it is, for scores in a column. */
export function tenths(value: Maybe<number>, language: Language): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  return plain(value, language, 1, 1);
}

/** Two decimals whatever they are, so that a column lines up. */
export function fixed(value: number, language: Language): string {
  return plain(value, language, 2, 2);
}

/** Three figures that matter and a unit: 12.3k in English, 1.23万 in Chinese. */
export function compact(value: Maybe<number>, language: Language): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  for (const [size, suffix] of STEPS[language]) {
    // 999,950 is 1M rather than 1000k: compare what will be printed.
    const scaled = value / size;
    if (Math.abs(scaled) >= 0.9995) {
      const digits = Math.abs(scaled) >= 99.95 ? 0 : Math.abs(scaled) >= 9.995 ? 1 : 2;
      return plain(scaled, language, 0, digits) + suffix;
    }
  }
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return plain(value, language, 0, digits);
}

/** A whole number, never shortened below 100,000. */
export function count(value: Maybe<number>, language: Language): string {
  if (value === null || value === undefined) return DASH;
  return Math.abs(value) < 100_000 ? exact(value, language, 0) : compact(value, language);
}

/** A share with one decimal. */
export function percent(value: Maybe<number>, language: Language, digits = 1): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  return `${plain(value * 100, language, digits, digits)}%`;
}

/** Significant figures, for parameters and ratios. */
export function significant(value: Maybe<number>, language: Language, figures = 4): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  return new Intl.NumberFormat(locale(language), {
    maximumSignificantDigits: figures,
    minimumSignificantDigits: Math.min(figures, 3),
  }).format(value);
}

/** A change with its sign; without one where it is none, or less than the last figure shown. */
export function change(value: Maybe<number>, language: Language): string {
  if (value === null || value === undefined || !Number.isFinite(value)) return DASH;
  const size = Math.abs(value) * 100;
  if (size > 0 && size < 0.05) return '<0.1%';
  const sign = value > 0 ? '+' : value < 0 ? '−' : '';
  return `${sign}${plain(size, language, 1, 1)}%`;
}
