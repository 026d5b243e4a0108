import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SchemeDraft } from '../../../api/types';
import { AxesForm } from './axes-form';
import { ClustersForm } from './clusters-form';
import { ColumnSelect } from './column-select';
import { TextPair } from './text-pair';
import type { SchemeColumns } from './use-columns';

export interface PlanFormProps {
  draft: SchemeDraft;
  columns: SchemeColumns;
  onChange: (draft: SchemeDraft) => void;
}

/** What a scheme is called and how it labels customers. */
export function PlanForm({ draft, columns, onChange, fresh }: PlanFormProps & { fresh: boolean }) {
  const { t } = useTranslation('schemes');
  const { bounds, attribute } = draft;
  return (
    <section className="form-block">
      <div className="form-line">
        <span className="form-label">{t('schemes:form.id')}</span>
        <Input
          size="small"
          aria-label={t('schemes:form.id')}
          disabled={!fresh}
          value={draft.id}
          onChange={(event) => onChange({ ...draft, id: event.target.value })}
        />
      </div>
      <TextPair
        label={t('schemes:form.name')}
        value={draft.name}
        onChange={(name) => onChange({ ...draft, name })}
      />
      <TextPair
        label={t('schemes:form.meaning')}
        long
        value={draft.meaning}
        onChange={(meaning) => onChange({ ...draft, meaning })}
      />
      {draft.kind !== 'rules' && (
        <div className="form-line">
          <span className="form-label">{t('schemes:form.keep')}</span>
          <Select
            size="small"
            aria-label={t('schemes:form.keep')}
            value={draft.keep ?? 'every-run'}
            options={(['every-run', 'first-run'] as const).map((keep) => ({
              value: keep,
              label: t(`schemes:keep.${keep}`),
            }))}
            onChange={(keep) => onChange({ ...draft, keep })}
          />
        </div>
      )}
      {bounds && (
        <div className="form-line">
          <span className="form-label">{t('schemes:form.measure')}</span>
          <ColumnSelect
            value={bounds.measure}
            options={columns.numbers}
            onChange={(measure) => onChange({ ...draft, bounds: { ...bounds, measure } })}
          />
          <Select
            size="small"
            aria-label={t('schemes:form.by')}
            value={bounds.by ?? 'given'}
            popupMatchSelectWidth={false}
            options={(['given', 'customers', 'sum', 'natural'] as const).map((by) => ({
              value: by,
              label: t(`schemes:by.${by}`),
            }))}
            onChange={(by) => onChange(bounded(draft, by))}
          />
        </div>
      )}
      {attribute && (
        <div className="form-line">
          <span className="form-label">{t('schemes:form.column')}</span>
          <ColumnSelect
            value={attribute.column}
            options={columns.texts}
            onChange={(column) => onChange({ ...draft, attribute: { ...attribute, column } })}
          />
          <span className="form-label">{t('schemes:form.top')}</span>
          <InputNumber
            size="small"
            min={1}
            max={59}
            aria-label={t('schemes:form.top')}
            value={attribute.top ?? 10}
            onChange={(top) => onChange({ ...draft, attribute: { ...attribute, top: top ?? 10 } })}
          />
        </div>
      )}
      {draft.clusters && <ClustersForm draft={draft} columns={columns} onChange={onChange} />}
      {draft.kind === 'match' && <AxesForm draft={draft} columns={columns} onChange={onChange} />}
    </section>
  );
}

type By = NonNullable<NonNullable<SchemeDraft['bounds']>['by']>;

/** The same tiers with bounds of another kind: those of the old kind make no sense there. */
function bounded(draft: SchemeDraft, by: By): SchemeDraft {
  const labels = draft.label ?? [];
  const usual = (place: number, of: 'from' | 'top') => {
    if (place === labels.length - 1 || by === 'natural') return null;
    if (of === 'from') return by === 'given' ? 1000 * (labels.length - 1 - place) : null;
    return by === 'given' ? null : Number(((place + 1) / labels.length).toFixed(2));
  };
  const measure = draft.bounds?.measure ?? 'revenue';
  return {
    ...draft,
    bounds: { measure, by },
    label: labels.map((label, place) => ({ ...label, from: usual(place, 'from'), top: usual(place, 'top') })),
  };
}
