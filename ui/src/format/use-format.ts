import { useMemo } from 'react';
import type { Measure } from '../api/types';
import { useStatus } from '../app/use-status';
import { useLanguage } from '../i18n/use-language';
import { day, moment, month, quarter } from './date';
import { word } from './language';
import { type Cell, cell, cellExact } from './measure';
import { currencyCode, currencySign, money, moneyExact, range } from './money';
import { change, compact, count, exact, type Maybe, percent, significant, tenths } from './number';

/** Every way to write a figure, in the reader's language and the portfolio's currency. */
export function useFormat() {
  const [language] = useLanguage();
  const currency = useStatus().data?.portfolio.currency ?? 'XXX';
  return useMemo(
    () => ({
      language,
      currency: currencyCode(currency, language),
      sign: currencySign(currency, language),
      word: (text: { zh: string; en: string }) => word(text, language),
      exact: (value: Maybe<number>, digits?: number) => exact(value, language, digits),
      compact: (value: Maybe<number>) => compact(value, language),
      tenths: (value: Maybe<number>) => tenths(value, language),
      count: (value: Maybe<number>) => count(value, language),
      percent: (value: Maybe<number>, digits?: number) => percent(value, language, digits),
      significant: (value: Maybe<number>, figures?: number) => significant(value, language, figures),
      change: (value: Maybe<number>) => change(value, language),
      money: (value: Maybe<number>) => money(value, currency, language),
      moneyExact: (value: Maybe<number>) => moneyExact(value, currency, language),
      range: (low: Maybe<number>, high: Maybe<number>) => range(low, high, language),
      day: (value: Maybe<string>) => day(value, language),
      month: (value: string) => month(value, language),
      quarter: (value: string) => quarter(value, language),
      moment: (value: Maybe<string>) => moment(value, language),
      cell: (value: Cell, measure: Measure | undefined) => cell(value, measure, language),
      cellExact: (value: Cell, measure: Measure | undefined) => cellExact(value, measure, language),
    }),
    [language, currency],
  );
}

export type Format = ReturnType<typeof useFormat>;
