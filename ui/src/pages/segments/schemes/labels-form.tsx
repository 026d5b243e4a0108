import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PreviewLabel, SchemeDraft } from '../../../api/types';
import { effort, moved, replaced, withLabel, without } from './draft';
import { LabelForm } from './label-form';
import type { SchemeColumns } from './use-columns';

interface LabelsFormProps {
  draft: SchemeDraft;
  counted: PreviewLabel[];
  columns: SchemeColumns;
  onChange: (draft: SchemeDraft) => void;
}

/** The labels of a scheme in their order, each with its condition and playbook. */
export function LabelsForm({ draft, counted, columns, onChange }: LabelsFormProps) {
  const { t } = useTranslation('schemes');
  const labels = draft.label ?? [];
  const sum = effort(draft);
  const found = draft.kind === 'attribute' || draft.kind === 'clusters';
  return (
    <section className="form-block">
      <h3>{t('schemes:form.labels')}</h3>
      {found && <p className="muted small">{t(`schemes:form.found.${draft.kind}`)}</p>}
      {labels.map((label, place) => (
        <LabelForm
          // The place, not the id: the id is typed here.
          key={place}
          draft={draft}
          label={label}
          last={place === labels.length - 1}
          counted={counted.find(({ id }) => id === label.id)}
          columns={columns}
          onChange={(next) => onChange({ ...draft, label: replaced(labels, place, next) })}
          onMove={(step) => onChange({ ...draft, label: moved(labels, place, step) })}
          onRemove={() => onChange({ ...draft, label: without(labels, place) })}
        />
      ))}
      <div className="condition-tools">
        <Button size="small" onClick={() => onChange(withLabel(draft, { zh: '新标签', en: 'New label' }))}>
          {t('schemes:form.addLabel')}
        </Button>
        {sum !== null && (
          <span className={sum === 100 ? 'muted small' : 'attention small'}>
            {t('schemes:form.effort', { sum: String(sum) })}
          </span>
        )}
      </div>
    </section>
  );
}
