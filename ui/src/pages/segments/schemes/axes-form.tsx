import { CloseOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AxisDraft, SchemeDraft } from '../../../api/types';
import { ColumnSelect } from './column-select';
import { replaced, without } from './draft';
import type { PlanFormProps } from './plan-form';
import { TextPair } from './text-pair';
import type { SchemeColumns } from './use-columns';

/** The axes of a matrix: which measures make each, and from where it is high. */
export function AxesForm({ draft, columns, onChange }: PlanFormProps) {
  const axes = draft.axis ?? [];
  const put = (place: number, axis: AxisDraft): SchemeDraft => ({
    ...draft,
    axis: replaced(axes, place, axis),
  });
  return axes.map((axis, place) => (
    <Axis key={axis.id} axis={axis} columns={columns} onChange={(next) => onChange(put(place, next))} />
  ));
}

interface AxisProps {
  axis: AxisDraft;
  columns: SchemeColumns;
  onChange: (axis: AxisDraft) => void;
}

function Axis({ axis, columns, onChange }: AxisProps) {
  const { t } = useTranslation('schemes');
  const { parts } = axis;
  const high = axis.high ?? 'median';
  const way = typeof high === 'number' ? 'number' : high;
  return (
    <fieldset className="form-part">
      <legend>{t('schemes:form.axis', { id: axis.id })}</legend>
      <TextPair
        label={t('schemes:form.name')}
        value={axis.name}
        onChange={(name) => onChange({ ...axis, name })}
      />
      <div className="form-line">
        <span className="form-label">{t('schemes:form.high')}</span>
        <Select
          size="small"
          aria-label={t('schemes:form.high')}
          value={way}
          popupMatchSelectWidth={false}
          options={['median', 'mean', 'number'].map((value) => ({
            value,
            label: t(`schemes:high.${value}`),
          }))}
          onChange={(next: string) => onChange({ ...axis, high: next === 'number' ? 0 : next })}
        />
        {typeof high === 'number' && (
          <InputNumber
            size="small"
            controls={false}
            aria-label={t('schemes:high.number')}
            value={high}
            onChange={(from) => onChange({ ...axis, high: from ?? 0 })}
          />
        )}
      </div>
      {parts.map((part, place) => (
        <div className="form-line" key={place}>
          <ColumnSelect
            value={part.measure}
            options={columns.numbers}
            onChange={(measure) => onChange({ ...axis, parts: replaced(parts, place, { ...part, measure }) })}
          />
          <Select<'higher' | 'lower'>
            size="small"
            aria-label={t('schemes:form.better')}
            value={part.better === 'lower' ? 'lower' : 'higher'}
            popupMatchSelectWidth={false}
            options={(['higher', 'lower'] as const).map((value) => ({
              value,
              label: t(`schemes:better.${value}`),
            }))}
            onChange={(better: 'higher' | 'lower') =>
              onChange({ ...axis, parts: replaced(parts, place, { ...part, better }) })
            }
          />
          {parts.length > 1 && (
            <>
              <InputNumber
                size="small"
                min={0.01}
                controls={false}
                aria-label={t('schemes:form.weight')}
                prefix="×"
                value={part.weight ?? 1}
                onChange={(weight) =>
                  onChange({ ...axis, parts: replaced(parts, place, { ...part, weight: weight ?? 1 }) })
                }
              />
              <button
                type="button"
                className="icon-button"
                aria-label={t('schemes:form.removeMeasure')}
                onClick={() => onChange({ ...axis, parts: without(parts, place) })}
              >
                <CloseOutlined aria-hidden />
              </button>
            </>
          )}
        </div>
      ))}
      <Button
        size="small"
        type="text"
        onClick={() =>
          onChange({ ...axis, parts: [...parts, { measure: 'revenue', weight: 1, better: 'higher' }] })
        }
      >
        + {t('schemes:form.addMeasure')}
      </Button>
    </fieldset>
  );
}
