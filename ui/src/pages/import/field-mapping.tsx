import { AutoComplete, Input } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FieldProposal, PreviewView } from '../../api/types';
import { columnExpression } from './column-expression';

interface FieldMappingProps {
  /** ledger table the file is read into */
  table: string;
  field: FieldProposal;
  columns: PreviewView['columns'];
  value: string;
  onChange: (expression: string) => void;
}

/** One field of the ledger: a column of the file, or any SQL expression over its columns. */
export function FieldMapping({ table, field, columns, value, onChange }: FieldMappingProps) {
  const { t } = useTranslation('import');
  const [text, setText] = useState(value);
  useEffect(() => setText(value), [value]);
  const commit = (next: string) => {
    if (next.trim() !== value.trim()) onChange(next.trim());
  };
  const option = (name: string) => {
    const column = columns.find((item) => item.name === name);
    return {
      value: columnExpression(name),
      label: (
        <span className="column-option">
          {name} <span className="muted">{column?.examples.slice(0, 2).join(', ')}</span>
        </span>
      ),
    };
  };
  const rest = columns.map((column) => column.name).filter((name) => !field.candidates.includes(name));
  const missing = field.required && text.trim() === '';
  return (
    <div className="field-mapping">
      <label htmlFor={`field-${field.field}`}>
        {t(`import:field.${field.field}`, { defaultValue: field.field })}
        {field.required && <span className="required">{t('import:mapping.required')}</span>}
        <small className="muted">
          {t(`import:fieldMeans.${table}.${field.field}`, {
            defaultValue: t(`import:fieldMeansAnywhere.${field.field}`, { defaultValue: '' }),
          })}
        </small>
      </label>
      <AutoComplete
        value={text}
        status={missing ? 'warning' : undefined}
        options={[
          ...(field.candidates.length > 0
            ? [{ label: t('import:mapping.likely'), options: field.candidates.map(option) }]
            : []),
          ...(rest.length > 0 ? [{ label: t('import:mapping.columns'), options: rest.map(option) }] : []),
        ]}
        onChange={setText}
        onSelect={commit}
        onBlur={() => commit(text)}
      >
        <Input
          id={`field-${field.field}`}
          allowClear
          className="expression"
          placeholder={field.required ? t('import:mapping.choose') : t('import:mapping.leftOut')}
          onPressEnter={() => commit(text)}
        />
      </AutoComplete>
    </div>
  );
}
