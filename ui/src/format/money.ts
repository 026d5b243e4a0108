import { type Language, locale } from './language';
import { compact, DASH, exact, type Maybe } from './number';

/** Code of a portfolio whose currency nobody has named yet (ISO 4217: no currency). */
const NONE = 'XXX';

/** Code of a currency beside figures; a plain word where there is none. */
export function currencyCode(currency: string, language: Language): string {
  if (currency !== NONE) return currency;
  return language === 'zh' ? '货币单位' : 'money';
}

/** Sign of a currency, or its code where it has none: `$`, `€`, `CNY`; empty for no currency. */
export function currencySign(currency: string, language: Language): string {
  if (currency === NONE) return '';
  try {
    const parts = new Intl.NumberFormat(locale(language), {
      style: 'currency',
      currency,
      currencyDisplay: 'narrowSymbol',
    }).formatToParts(0);
    return parts.find((part) => part.type === 'currency')?.value ?? currency;
  } catch {
    return currency;
  }
}

function signed(text: string, sign: string): string {
  const spaced = sign.length > 1 ? `${sign} ` : sign;
  return text.startsWith('-') ? `-${spaced}${text.slice(1)}` : spaced + text;
}

/** Short amount with its currency, for figures that stand alone. */
export function money(value: Maybe<number>, currency: string, language: Language): string {
  const text = compact(value, language);
  return text === DASH ? DASH : signed(text, currencySign(currency, language));
}

/** Amount to the cent with its currency, for tooltips. */
export function moneyExact(value: Maybe<number>, currency: string, language: Language): string {
  const text = exact(value, language, 2);
  return text === DASH ? DASH : signed(text, currencySign(currency, language));
}

/** Low and high end in short form: `980-1,530`. */
export function range(low: Maybe<number>, high: Maybe<number>, language: Language): string {
  if (low === null || low === undefined || high === null || high === undefined) return '';
  return `${compact(low, language)}–${compact(high, language)}`;
}
