import { ArrowDownOutlined, ArrowUpOutlined, CloseOutlined } from '@ant-design/icons';
import { Button, Checkbox, Input, Popover } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../api/use-catalogue';
import { useFieldName } from '../api/use-field-name';
import { useFormat } from '../format/use-format';
import { KEEP_INSIDE } from './popover-align';
import './column-chooser.css';

interface ColumnChooserProps {
  columns: string[];
  onChange: (columns: string[]) => void;
  onReset: () => void;
}

/** Columns from the catalogue, by the analysis that makes them, in an order of the reader's own. */
export function ColumnChooser({ columns, onChange, onReset }: ColumnChooserProps) {
  const { t } = useTranslation('parts');
  const catalogue = useCatalogue();
  const format = useFormat();
  const [text, setText] = useState('');
  const name = useFieldName();
  const fits = (word: string) => word.toLowerCase().includes(text.trim().toLowerCase());
  const known = catalogue.measures.filter((measure) => !measure.internal && measure.id !== 'customer_id');
  const groups = [
    ...catalogue.analyses.map((analysis) => ({
      id: analysis.id,
      title: format.word(analysis.label),
      fields: known.filter((measure) => measure.source === analysis.id).map((measure) => measure.id),
    })),
    {
      id: 'other',
      title: t('parts:columns.other'),
      fields: known
        .filter((measure) => !catalogue.analyses.some((analysis) => analysis.id === measure.source))
        .map((measure) => measure.id),
    },
    {
      id: 'attributes',
      title: t('parts:filter.group.attributes'),
      fields: catalogue.attributes.map(({ id }) => id),
    },
  ].map((group) => ({ ...group, fields: group.fields.filter((id) => fits(name(id)) || fits(id)) }));

  const move = (index: number, step: number) => {
    const next = [...columns];
    const [taken] = next.splice(index, 1);
    if (taken !== undefined) next.splice(index + step, 0, taken);
    onChange(next);
  };
  const content = (
    <div className="column-chooser">
      <section>
        <h3>{t('parts:columns.shown')}</h3>
        <ul>
          {columns.map((id, index) => (
            <li key={id}>
              <span>{name(id)}</span>
              {index > 0 && (
                <span className="column-moves">
                  <button
                    type="button"
                    disabled={index < 2}
                    aria-label={t('parts:columns.up', { name: name(id) })}
                    onClick={() => move(index, -1)}
                  >
                    <ArrowUpOutlined aria-hidden />
                  </button>
                  <button
                    type="button"
                    disabled={index === columns.length - 1}
                    aria-label={t('parts:columns.down', { name: name(id) })}
                    onClick={() => move(index, 1)}
                  >
                    <ArrowDownOutlined aria-hidden />
                  </button>
                  <button
                    type="button"
                    aria-label={t('parts:columns.remove', { name: name(id) })}
                    onClick={() => onChange(columns.filter((other) => other !== id))}
                  >
                    <CloseOutlined aria-hidden />
                  </button>
                </span>
              )}
            </li>
          ))}
        </ul>
        <Button size="small" onClick={onReset}>
          {t('parts:columns.reset')}
        </Button>
      </section>
      <section>
        <Input
          allowClear
          placeholder={t('parts:filter.find')}
          aria-label={t('parts:filter.find')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
        <div className="column-groups">
          {groups
            .filter((group) => group.fields.length > 0)
            .map((group) => (
              <div key={group.id}>
                <h3>{group.title}</h3>
                {group.fields.map((id) => (
                  <Checkbox
                    key={id}
                    checked={columns.includes(id)}
                    onChange={(event) =>
                      onChange(
                        event.target.checked ? [...columns, id] : columns.filter((other) => other !== id),
                      )
                    }
                  >
                    {name(id)}
                  </Checkbox>
                ))}
              </div>
            ))}
        </div>
      </section>
    </div>
  );
  return (
    <Popover trigger="click" placement="bottomRight" arrow={false} align={KEEP_INSIDE} content={content}>
      <Button>{t('parts:columns.button')}</Button>
    </Popover>
  );
}
