import { ArrowDownOutlined, ArrowUpOutlined, DeleteOutlined } from '@ant-design/icons';
import { Checkbox, Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { LabelDraft, PreviewLabel, SchemeDraft } from '../../../api/types';
import { useFormat } from '../../../format/use-format';
import { ConditionEditor } from './condition-editor';
import { TextPair } from './text-pair';
import type { SchemeColumns } from './use-columns';

interface LabelFormProps {
  draft: SchemeDraft;
  label: LabelDraft;
  last: boolean;
  /** customers who would have it, where they are counted */
  counted: PreviewLabel | undefined;
  columns: SchemeColumns;
  onChange: (label: LabelDraft) => void;
  onMove: (step: -1 | 1) => void;
  onRemove: () => void;
}

/** One label: who has it, and its playbook. */
export function LabelForm({
  draft,
  label,
  last,
  counted,
  columns,
  onChange,
  onMove,
  onRemove,
}: LabelFormProps) {
  const { t } = useTranslation('schemes');
  const format = useFormat();
  const by = draft.bounds?.by ?? 'given';
  const button = (name: string, icon: React.ReactNode, act: () => void) => (
    <button
      type="button"
      className="icon-button"
      aria-label={name}
      onClick={(event) => {
        event.preventDefault();
        act();
      }}
    >
      {icon}
    </button>
  );
  return (
    <details className="label-form" open={draft.kind === 'rules' && !label.otherwise}>
      <summary>
        <b>{format.word(label.name) || label.id}</b>
        <span className="muted small figures">
          {counted &&
            t('schemes:form.customers', {
              count: counted.customers,
              text: format.exact(counted.customers, 0),
            })}
        </span>
        <span className="label-tools">
          {button(t('schemes:form.up'), <ArrowUpOutlined aria-hidden />, () => onMove(-1))}
          {button(t('schemes:form.down'), <ArrowDownOutlined aria-hidden />, () => onMove(1))}
          {button(t('schemes:form.removeLabel'), <DeleteOutlined aria-hidden />, onRemove)}
        </span>
      </summary>
      {draft.kind === 'rules' &&
        (label.otherwise ? (
          <p className="muted small">{t('schemes:form.otherwise')}</p>
        ) : (
          <ConditionEditor
            condition={label.when ?? { measure: 'revenue', is: '>=', value: 1000 }}
            columns={columns}
            onChange={(when) => onChange({ ...label, when })}
          />
        ))}
      {(draft.kind === 'rules' || draft.kind === 'match') && last && (
        <Checkbox
          checked={label.otherwise === true}
          onChange={(event) =>
            onChange(
              event.target.checked
                ? { ...label, otherwise: true, when: null, high: null }
                : { ...label, otherwise: null, ...(draft.kind === 'match' ? { high: [] } : {}) },
            )
          }
        >
          {t('schemes:form.everybodyElse')}
        </Checkbox>
      )}
      {draft.kind === 'bounds' && by !== 'natural' && !last && (
        <div className="form-line">
          <span className="form-label">{t(by === 'given' ? 'schemes:form.from' : 'schemes:form.share')}</span>
          <InputNumber
            size="small"
            controls={false}
            aria-label={t(by === 'given' ? 'schemes:form.from' : 'schemes:form.share')}
            suffix={by === 'given' ? undefined : '%'}
            value={by === 'given' ? label.from : label.top == null ? null : Math.round(label.top * 1e4) / 100}
            onChange={(next) =>
              onChange(
                by === 'given'
                  ? { ...label, from: next }
                  : { ...label, top: next == null ? null : next / 100 },
              )
            }
          />
        </div>
      )}
      {draft.kind === 'match' && !label.otherwise && (
        <div className="form-line">
          <span className="form-label">{t('schemes:form.highOn')}</span>
          <Select
            className="value-field"
            size="small"
            mode="multiple"
            aria-label={t('schemes:form.highOn')}
            value={label.high ?? []}
            options={(draft.axis ?? []).map((axis) => ({ value: axis.id, label: format.word(axis.name) }))}
            onChange={(high) => onChange({ ...label, high })}
          />
        </div>
      )}
      <div className="form-line">
        <span className="form-label">{t('schemes:form.id')}</span>
        <Input
          size="small"
          aria-label={t('schemes:form.id')}
          value={label.id}
          onChange={(event) => onChange({ ...label, id: event.target.value })}
        />
      </div>
      <TextPair
        label={t('schemes:form.name')}
        value={label.name}
        onChange={(name) => onChange({ ...label, name })}
      />
      <TextPair
        label={t('schemes:form.strategy')}
        long
        value={label.strategy}
        onChange={(strategy) => onChange({ ...label, strategy })}
      />
      {(['offer', 'cadence', 'owner'] as const).map((part) => (
        <TextPair
          key={part}
          long
          label={t(`parts:playbook.${part}`, { ns: 'parts' })}
          value={label[part]}
          onChange={(text) => onChange({ ...label, [part]: text })}
        />
      ))}
      <div className="form-line">
        <span className="form-label">{t('parts:playbook.resources', { ns: 'parts' })}</span>
        <InputNumber
          size="small"
          min={0}
          max={100}
          suffix="%"
          aria-label={t('parts:playbook.resources', { ns: 'parts' })}
          value={label.resources}
          onChange={(resources) => onChange({ ...label, resources })}
        />
      </div>
    </details>
  );
}
