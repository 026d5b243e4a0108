import { useCallback } from 'react';
import { useCatalogue } from '../api/use-catalogue';
import { categoryColor, UNLABELLED } from '../app/palette';
import { useFormat } from '../format/use-format';
import './label-tag.css';

/** Colour of a label of a measure: its place in the catalogue decides, everywhere. */
export function useLabelColor(): (measure: string, label: string) => string {
  const catalogue = useCatalogue();
  return useCallback(
    (id, label) => {
      const labels = catalogue.measure(id)?.labels ?? [];
      const index = labels.findIndex((item) => item.id === label);
      return index < 0 ? UNLABELLED : categoryColor(index, labels.length);
    },
    [catalogue],
  );
}

/** A label with its colour. */
export function LabelTag({ measure, label }: { measure: string; label: string }) {
  const catalogue = useCatalogue();
  const format = useFormat();
  const color = useLabelColor();
  return (
    <span className="label-tag">
      <i style={{ background: color(measure, label) }} />
      {format.cell(label, catalogue.measure(measure))}
    </span>
  );
}
