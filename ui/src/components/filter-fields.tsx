import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../api/use-catalogue';
import { useFieldName } from '../api/use-field-name';

/** What can be filtered by: labels and attributes first, then every measure of the catalogue. */
export function FilterFields({ onPick }: { onPick: (field: string) => void }) {
  const { t } = useTranslation('parts');
  const catalogue = useCatalogue();
  const name = useFieldName();
  const [text, setText] = useState('');
  const measures = catalogue.measures.filter((measure) => !measure.internal);
  const fits = (word: string) => word.toLowerCase().includes(text.trim().toLowerCase());
  const entry = (measure: (typeof measures)[number]) => ({
    id: measure.id,
    name: name(measure.id),
  });
  const groups = [
    { id: 'labels', fields: measures.filter((measure) => measure.kind === 'label').map(entry) },
    { id: 'attributes', fields: catalogue.attributes.map(({ id }) => ({ id, name: name(id) })) },
    { id: 'measures', fields: measures.filter((measure) => measure.kind !== 'label').map(entry) },
  ].map((group) => ({
    ...group,
    fields: group.fields.filter((field) => fits(field.name) || fits(field.id)),
  }));
  return (
    <div className="filter-fields">
      <Input
        autoFocus
        allowClear
        placeholder={t('parts:filter.find')}
        aria-label={t('parts:filter.find')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <div className="filter-fields-list">
        {groups
          .filter((group) => group.fields.length > 0)
          .map((group) => (
            <section key={group.id}>
              <h3>{t(`parts:filter.group.${group.id}`)}</h3>
              <ul>
                {group.fields.map((field) => (
                  <li key={field.id}>
                    <button type="button" onClick={() => onPick(field.id)}>
                      {field.name}
                    </button>
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    </div>
  );
}
