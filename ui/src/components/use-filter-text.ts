import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../api/use-catalogue';
import { useFieldName } from '../api/use-field-name';
import { type Filter, filterValues } from '../filter/filter';
import { useFormat } from '../format/use-format';

/** Writes a condition as people say it: `Segment: Champions, Loyal`. */
export function useFilterText(): (filter: Filter) => string {
  const { t } = useTranslation('parts');
  const catalogue = useCatalogue();
  const format = useFormat();
  const nameOf = useFieldName();
  return (filter) => {
    const measure = catalogue.measure(filter.field);
    const name = nameOf(filter.field);
    const dated = catalogue.attributes.some(({ id, kind }) => id === filter.field && kind === 'date');
    const show = (value: string) => {
      if (dated && filter.op !== 'has') return format.day(value);
      const number = measure?.kind === 'number' ? Number(value) : Number.NaN;
      return format.cell(Number.isFinite(number) ? number : value, measure);
    };
    const values = filterValues(filter).map(show).join(t('parts:filter.comma'));
    return t(`parts:filter.say.${filter.op}`, { name, values });
  };
}
