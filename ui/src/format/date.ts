import { type Language, locale } from './language';
import { DASH, type Maybe } from './number';

/** A local day `YYYY-MM-DD` as the language writes it. */
export function day(value: Maybe<string>, language: Language): string {
  if (!value) return DASH;
  const date = new Date(`${value.slice(0, 10)}T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return value;
  const month = language === 'zh' ? 'numeric' : 'short';
  return new Intl.DateTimeFormat(locale(language), {
    year: 'numeric',
    month: language === 'zh' ? 'long' : month,
    day: 'numeric',
    timeZone: 'UTC',
  }).format(date);
}

/** A month `YYYY-MM`, short. */
export function month(value: string, language: Language): string {
  const date = new Date(`${value}-01T00:00:00Z`);
  if (Number.isNaN(date.getTime())) return value;
  if (language === 'zh') return `${date.getUTCFullYear()}年${date.getUTCMonth() + 1}月`;
  return new Intl.DateTimeFormat('en-GB', { year: 'numeric', month: 'short', timeZone: 'UTC' }).format(date);
}

/** A quarter `YYYY-Q1`; a year stays as it is. */
export function quarter(value: string, language: Language): string {
  const [year, part] = value.split('-Q');
  if (!part) return language === 'zh' ? `${value}年` : value;
  return language === 'zh' ? `${year}年${part}季` : `Q${part} ${year}`;
}

/** A moment in the reader's own time zone. */
export function moment(value: Maybe<string>, language: Language): string {
  if (!value) return DASH;
  const date = new Date(value);
  if (Number.isNaN(date.getTime())) return value;
  return new Intl.DateTimeFormat(locale(language), { dateStyle: 'medium', timeStyle: 'short' }).format(date);
}
