import type { TFunction } from 'i18next';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { MovementView } from '../../api/types';
import type { Sheet } from '../../components/sheet';
import { type Format, useFormat } from '../../format/use-format';

/** Name of an end of a movement: a label, new, or gone. */
export type EndName = (id: string | null | undefined, side: 'from' | 'to') => string;

/** Names the ends of a movement. */
export function useEndName(movement: MovementView | undefined): EndName {
  const { t } = useTranslation('change');
  const format = useFormat();
  return useCallback(
    (id, side) => {
      if (id === null || id === undefined) {
        return side === 'from' ? t('change:movement.new') : t('change:movement.gone');
      }
      const label = movement?.labels.find((item) => item.id === id);
      return label ? format.word(label.label) : id;
    },
    [movement, t, format],
  );
}

/** The end as the server wants it. */
export function endOf(id: string | null | undefined, side: 'from' | 'to'): string {
  if (id === null || id === undefined) return side === 'from' ? 'new' : 'gone';
  return `is:${id}`;
}

/** Cells as a table. */
export function movementSheet(movement: MovementView, t: TFunction, format: Format, name: EndName): Sheet {
  const money = (key: string) => `${t(`change:movement.${key}`)}, ${format.currency}`;
  return {
    columns: [
      t('change:movement.from'),
      t('change:movement.to'),
      t('change:movement.customers'),
      money('revenueBefore'),
      money('revenueAfter'),
      money('equityBefore'),
      money('equityAfter'),
    ],
    rows: movement.cells.map(({ from, to, totals }) => [
      name(from, 'from'),
      name(to, 'to'),
      totals.customers,
      totals.revenue_before ?? null,
      totals.revenue_after ?? null,
      totals.equity_before ?? null,
      totals.equity_after ?? null,
    ]),
  };
}
