import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../format/use-format';
import { differenceText, figureText } from './figure-text';

interface Bounded {
  value: number;
  low?: number | null;
  high?: number | null;
}

/** Figures of a questionnaire of one kind, as the reader's language writes them. */
export function useFigureText(kind: string) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  return useMemo(() => {
    const exact = (value: number, digits: number) => format.exact(value, digits);
    const text = (value: number) => figureText(value, kind, exact);
    return {
      text,
      difference: (value: number) => differenceText(value, kind, exact),
      bounded: ({ value, low, high }: Bounded) =>
        low == null || high == null
          ? text(value)
          : t('voice:interval', { value: text(value), low: text(low), high: text(high) }),
    };
  }, [kind, t, format]);
}
