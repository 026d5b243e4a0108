import { Button, Checkbox, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../api/use-catalogue';
import { useFieldName } from '../api/use-field-name';
import { type FilterOp, filterValues, parseFilter, setFilter } from '../filter/filter';
import { useFilters } from '../filter/use-filters';
import { useFormat } from '../format/use-format';

/** As many values of an attribute as the catalogue lists. */
const LISTED = 50;

interface FilterEditorProps {
  field: string;
  onDone: () => void;
  onBack?: () => void;
}

/** Conditions on one field, by what it holds: choices, bounds of numbers or days, a part of a text. */
export function FilterEditor({ field, onDone, onBack }: FilterEditorProps) {
  const { t } = useTranslation('parts');
  const catalogue = useCatalogue();
  const format = useFormat();
  const name = useFieldName();
  const [filters, setFilters] = useFilters();
  const measure = catalogue.measure(field);
  const attribute = catalogue.attributes.find((item) => item.id === field);
  const choices =
    measure?.kind === 'label'
      ? measure.labels.map((label) => ({ value: label.id, label: format.word(label.label) }))
      : attribute && attribute.values.length > 0
        ? attribute.values.map((value) => ({ value, label: value }))
        : null;
  // The catalogue lists the most frequent values of a column; the others are found by a part of them.
  const many = attribute !== undefined && attribute.values.length >= LISTED;
  const kind = measure?.kind ?? attribute?.kind;
  const bounded = kind === 'number' || kind === 'date';
  const share = measure?.unit === 'probability';

  const now = (op: FilterOp): string => {
    const found = filters.map(parseFilter).find((item) => item?.field === field && item.op === op);
    if (!found) return '';
    return share && (op === 'ge' || op === 'le') ? String(Number(found.value) * 100) : found.value;
  };
  const [picked, setPicked] = useState(() => {
    const value = now('is');
    return value === '' ? [] : filterValues({ field, op: 'is', value });
  });
  const [low, setLow] = useState(() => now('ge'));
  const [high, setHigh] = useState(() => now('le'));
  const [part, setPart] = useState(() => now('has'));

  const bound = (text: string): string[] => {
    if (text.trim() === '') return [];
    return [share ? String(Number(text) / 100) : text.trim()];
  };
  const apply = () => {
    let next = filters;
    if (choices) {
      next = setFilter(next, field, 'is', picked);
      if (many) next = setFilter(next, field, 'has', part.trim() === '' ? [] : [part.trim()]);
    } else if (bounded) {
      next = setFilter(setFilter(next, field, 'ge', bound(low)), field, 'le', bound(high));
    } else next = setFilter(next, field, 'has', part.trim() === '' ? [] : [part.trim()]);
    setFilters(next);
    onDone();
  };
  return (
    <form
      className="filter-editor"
      onSubmit={(event) => {
        event.preventDefault();
        apply();
      }}
    >
      <h3>{name(field)}</h3>
      {measure && <p>{format.word(measure.meaning)}</p>}
      {choices ? (
        <div className="filter-options">
          {choices.map((choice) => (
            <Checkbox
              key={choice.value}
              checked={picked.includes(choice.value)}
              onChange={(event) =>
                setPicked(
                  event.target.checked
                    ? [...picked, choice.value]
                    : picked.filter((value) => value !== choice.value),
                )
              }
            >
              {choice.label}
            </Checkbox>
          ))}
        </div>
      ) : bounded ? (
        <div className="filter-bounds">
          <label htmlFor="filter-low">{t('parts:filter.from')}</label>
          <Input
            id="filter-low"
            type={kind === 'date' ? 'date' : 'number'}
            step="any"
            value={low}
            suffix={share ? '%' : undefined}
            onChange={(event) => setLow(event.target.value)}
          />
          <label htmlFor="filter-high">{t('parts:filter.to')}</label>
          <Input
            id="filter-high"
            type={kind === 'date' ? 'date' : 'number'}
            step="any"
            value={high}
            suffix={share ? '%' : undefined}
            onChange={(event) => setHigh(event.target.value)}
          />
        </div>
      ) : null}
      {(many || (!choices && !bounded)) && (
        <Input
          aria-label={t('parts:filter.contains')}
          placeholder={t('parts:filter.contains')}
          value={part}
          onChange={(event) => setPart(event.target.value)}
        />
      )}
      <div className="filter-buttons">
        {onBack ? <Button onClick={onBack}>{t('parts:filter.back')}</Button> : <span />}
        <Button type="primary" htmlType="submit">
          {t('parts:filter.apply')}
        </Button>
      </div>
    </form>
  );
}
