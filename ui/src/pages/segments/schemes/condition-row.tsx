import { CloseOutlined } from '@ant-design/icons';
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ConditionDraft } from '../../../api/types';
import { ColumnSelect } from './column-select';
import { type Comparison, compared, comparisons, valueHolds } from './draft';
import type { SchemeColumn, SchemeColumns } from './use-columns';

interface ConditionRowProps {
  condition: ConditionDraft;
  columns: SchemeColumns;
  onChange: (condition: ConditionDraft) => void;
  onRemove: () => void;
}

/** One comparison: a measure, how it compares, and with what. */
export function ConditionRow({ condition, columns, onChange, onRemove }: ConditionRowProps) {
  const { t } = useTranslation('schemes');
  const column = columns.find(condition.measure);
  const holds = column?.holds ?? 'number';
  const choose = (id: string) => {
    const next = columns.find(id);
    const fits = next?.holds ?? 'number';
    const is = comparisons(fits)[0] ?? '=';
    const same = fits === holds && condition.is && comparisons(fits).includes(condition.is);
    onChange(compared({ measure: id }, same && condition.is ? condition.is : is, fits));
  };
  return (
    <div className="condition-row">
      <ColumnSelect value={condition.measure} options={columns.all} onChange={choose} />
      <Select<Comparison>
        size="small"
        aria-label={t('schemes:form.comparison')}
        value={condition.is ?? '='}
        popupMatchSelectWidth={false}
        options={comparisons(holds).map((is) => ({ value: is, label: t(`schemes:is.${WORDS[is]}`) }))}
        onChange={(is) => onChange(compared(condition, is, holds))}
      />
      <Values condition={condition} column={read(column, condition.is ?? '=')} onChange={onChange} />
      <button
        type="button"
        className="icon-button"
        aria-label={t('schemes:form.removeCondition')}
        onClick={onRemove}
      >
        <CloseOutlined aria-hidden />
      </button>
    </div>
  );
}

/** The column as a comparison reads it: numbers are typed, not chosen. */
function read(column: SchemeColumn | undefined, is: Comparison): SchemeColumn | undefined {
  if (column?.holds !== 'either') return column;
  const holds = valueHolds(column.holds, is);
  return { ...column, holds, choices: holds === 'number' ? null : column.choices };
}

/** Comparisons by a word that can stand in a key. */
const WORDS: Record<Comparison, string> = {
  '=': 'equal',
  '!=': 'unequal',
  '<': 'below',
  '<=': 'atMost',
  '>': 'above',
  '>=': 'atLeast',
  between: 'between',
  in: 'in',
  contains: 'contains',
  known: 'known',
  unknown: 'unknown',
  before: 'before',
  after: 'after',
};

type Value = string | number;

interface ValuesProps {
  condition: ConditionDraft;
  column: SchemeColumn | undefined;
  onChange: (condition: ConditionDraft) => void;
}

function Values({ condition, column, onChange }: ValuesProps) {
  const { t } = useTranslation('schemes');
  const { is, value } = condition;
  if (is === 'known' || is === 'unknown') return null;
  const label = t('schemes:form.value');
  const set = (next: Value | Value[]) => onChange({ ...condition, value: next });
  if (is === 'in') {
    const picked = (Array.isArray(value) ? value : []).map(String);
    return (
      <Select
        className="value-field"
        size="small"
        mode={column?.choices ? 'multiple' : 'tags'}
        aria-label={label}
        value={picked}
        options={column?.choices ?? []}
        popupMatchSelectWidth={false}
        onChange={(next: string[]) => set(next)}
      />
    );
  }
  if (is === 'between') {
    const pair = Array.isArray(value) ? value : [value ?? '', value ?? ''];
    const [low = '', high = ''] = pair;
    return (
      <span className="value-pair">
        <One label={label} column={column} value={low} onChange={(next) => set([next, high])} />
        <span aria-hidden="true">–</span>
        <One
          label={t('schemes:form.to')}
          column={column}
          value={high}
          onChange={(next) => set([low, next])}
        />
      </span>
    );
  }
  const one = Array.isArray(value) ? (value[0] ?? '') : (value ?? '');
  return (
    <One
      label={label}
      column={is === 'contains' && column ? { ...column, choices: null } : column}
      value={one}
      onChange={set}
    />
  );
}

interface OneProps {
  label: string;
  column: SchemeColumn | undefined;
  value: Value;
  onChange: (value: Value) => void;
}

function One({ label, column, value, onChange }: OneProps) {
  if (column?.choices)
    return (
      <Select
        className="value-field"
        size="small"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={label}
        value={value === '' ? undefined : String(value)}
        options={column.choices}
        popupMatchSelectWidth={false}
        onChange={(next: string) => onChange(next)}
      />
    );
  if (column === undefined || column.holds === 'number')
    return (
      <InputNumber
        className="value-field"
        size="small"
        controls={false}
        aria-label={label}
        value={typeof value === 'number' ? value : null}
        onChange={(next) => onChange(next ?? 0)}
      />
    );
  return (
    <Input
      className="value-field"
      size="small"
      type={column.holds === 'date' ? 'date' : 'text'}
      aria-label={label}
      value={String(value)}
      onChange={(event) => onChange(event.target.value)}
    />
  );
}
