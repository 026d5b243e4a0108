import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../format/use-format';
import { useCatalogue } from './use-catalogue';

/** Name of a column: a measure's label, a known attribute's name, or the company's own name for it. */
export function useFieldName(): (id: string) => string {
  const { t } = useTranslation('parts');
  const catalogue = useCatalogue();
  const format = useFormat();
  return useCallback(
    (id) => {
      const measure = catalogue.measure(id);
      if (measure) return format.word(measure.label);
      const own = id.replace(/^attribute\./, '');
      return own === id ? t(`parts:attribute.${id}`, { defaultValue: id }) : own;
    },
    [catalogue, format, t],
  );
}
