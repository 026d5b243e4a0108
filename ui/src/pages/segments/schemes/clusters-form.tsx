import { CloseOutlined } from '@ant-design/icons';
import { Button, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { SchemeDraft } from '../../../api/types';
import { ColumnSelect } from './column-select';
import { replaced, without } from './draft';
import type { PlanFormProps } from './plan-form';

type Clusters = NonNullable<SchemeDraft['clusters']>;

const SCALES = ['standard', 'log', 'signed-log', 'rank'] as const;

/** Groups found in the data: by which measures, how, and how many. */
export function ClustersForm({ draft, columns, onChange }: PlanFormProps) {
  const { t } = useTranslation('schemes');
  const { clusters } = draft;
  if (!clusters) return null;
  const put = (change: Partial<Clusters>) => onChange({ ...draft, clusters: { ...clusters, ...change } });
  const chosen = clusters.number == null;
  const { features } = clusters;
  const count = (label: string, value: number, set: (value: number) => void) => (
    <InputNumber
      size="small"
      min={2}
      max={20}
      aria-label={label}
      value={value}
      onChange={(next) => set(next ?? 2)}
    />
  );
  return (
    <fieldset className="form-part">
      <legend>{t('schemes:form.clusters')}</legend>
      <div className="form-line">
        <Select
          size="small"
          aria-label={t('schemes:form.method')}
          value={clusters.method ?? 'k-means'}
          popupMatchSelectWidth={false}
          options={(['k-means', 'mixture'] as const).map((value) => ({
            value,
            label: t(`schemes:method.${value}`),
          }))}
          onChange={(method) => put({ method })}
        />
        <Select
          size="small"
          aria-label={t('schemes:form.number')}
          value={chosen ? 'chosen' : 'given'}
          popupMatchSelectWidth={false}
          options={(['chosen', 'given'] as const).map((value) => ({
            value,
            label: t(`schemes:number.${value}`),
          }))}
          onChange={(way) =>
            put(way === 'given' ? { number: 5, from: null, to: null } : { number: null, from: 3, to: 7 })
          }
        />
        {chosen ? (
          <>
            {count(t('schemes:form.fewest'), clusters.from ?? 3, (from) =>
              put({ from, to: clusters.to ?? 8 }),
            )}
            <span aria-hidden="true">–</span>
            {count(t('schemes:form.most'), clusters.to ?? 8, (to) => put({ to, from: clusters.from ?? 3 }))}
          </>
        ) : (
          count(t('schemes:form.number'), clusters.number ?? 5, (number) => put({ number }))
        )}
      </div>
      <div className="form-line">
        <span className="form-label">{t('schemes:form.missing')}</span>
        <Select
          size="small"
          aria-label={t('schemes:form.missing')}
          value={clusters.missing ?? 'median'}
          popupMatchSelectWidth={false}
          options={(['median', 'unlabelled'] as const).map((value) => ({
            value,
            label: t(`schemes:missing.${value}`),
          }))}
          onChange={(missing) => put({ missing })}
        />
      </div>
      {features.map((feature, place) => (
        <div className="form-line" key={feature.measure}>
          <ColumnSelect
            value={feature.measure}
            options={columns.numbers}
            onChange={(measure) => put({ features: replaced(features, place, { ...feature, measure }) })}
          />
          <Select
            size="small"
            aria-label={t('schemes:form.scale')}
            value={feature.scale ?? 'standard'}
            popupMatchSelectWidth={false}
            options={SCALES.map((value) => ({ value, label: t(`schemes:scale.${value}`) }))}
            onChange={(scale) => put({ features: replaced(features, place, { ...feature, scale }) })}
          />
          {features.length > 1 && (
            <button
              type="button"
              className="icon-button"
              aria-label={t('schemes:form.removeMeasure')}
              onClick={() => put({ features: without(features, place) })}
            >
              <CloseOutlined aria-hidden />
            </button>
          )}
        </div>
      ))}
      <Button
        size="small"
        type="text"
        onClick={() => {
          const next = columns.numbers.find(({ value }) =>
            features.every((feature) => feature.measure !== value),
          );
          if (next) put({ features: [...features, { measure: next.value, scale: 'standard' }] });
        }}
      >
        + {t('schemes:form.addMeasure')}
      </Button>
    </fieldset>
  );
}
