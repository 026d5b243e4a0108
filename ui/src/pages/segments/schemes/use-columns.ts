import { useMemo } from 'react';
import type { Measure } from '../../../api/types';
import { useCatalogue } from '../../../api/use-catalogue';
import { useFieldName } from '../../../api/use-field-name';
import { useFormat } from '../../../format/use-format';
import type { Holds } from './draft';

/** A column that a scheme may read. */
export interface SchemeColumn {
  id: string;
  name: string;
  holds: Holds;
  /** what it can be, where that is known */
  choices: { value: string; label: string }[] | null;
  unit: Measure['unit'] | undefined;
}

/** Measures and attributes of the current run, without the scheme's own labels. */
export function useColumns(own: string) {
  const catalogue = useCatalogue();
  const format = useFormat();
  const name = useFieldName();
  return useMemo(() => {
    const measures: SchemeColumn[] = catalogue.measures
      .filter(({ id }) => id !== `scheme.${own}`)
      .map((measure) => ({
        id: measure.id,
        name: name(measure.id),
        holds: measure.kind === 'number' || measure.kind === 'date' ? measure.kind : 'text',
        choices:
          measure.kind === 'label'
            ? measure.labels.map((label) => ({ value: label.id, label: format.word(label.label) }))
            : null,
        unit: measure.unit,
      }));
    const attributes: SchemeColumn[] = catalogue.attributes.map((attribute) => ({
      id: attribute.id,
      name: name(attribute.id),
      holds: attribute.kind === 'date' ? 'date' : attribute.id.startsWith('attribute.') ? 'either' : 'text',
      choices:
        attribute.values.length > 0 ? attribute.values.map((value) => ({ value, label: value })) : null,
      unit: undefined,
    }));
    const all = [...measures, ...attributes];
    const options = (fits: (column: SchemeColumn) => boolean) =>
      all.filter(fits).map(({ id, name: label }) => ({ value: id, label }));
    return {
      find: (id: string | null | undefined) => all.find((column) => column.id === id),
      all: options(() => true),
      numbers: options((column) => column.holds === 'number' || column.holds === 'either'),
      texts: options(
        ({ id, holds }) =>
          holds === 'text' || holds === 'either' || (holds === 'number' && id.startsWith('attribute.')),
      ),
    };
  }, [catalogue, format, name, own]);
}

export type SchemeColumns = ReturnType<typeof useColumns>;
