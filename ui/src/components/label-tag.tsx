import { useCallback } from 'react';
import { useCatalogue } from '../api/use-catalogue';
import { labelColor } from '../app/palette';
import { useFormat } from '../format/use-format';
import './label-tag.css';

/** Colour of a label of a measure, the same everywhere. */
export function useLabelColor(): (measure: string, label: string) => string {
  const catalogue = useCatalogue();
  return useCallback(
    (id, label) => {
      const labels = catalogue.measure(id)?.labels ?? [];
      return labelColor(
        id,
        label,
        labels.map((item) => item.id),
      );
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
