import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PreviewView } from '../../api/types';
import { useFormat } from '../../format/use-format';
import { FieldMapping } from './field-mapping';
import { questionKey } from './question';
import { Questions } from './questions';
import { recognised } from './recognised';
import { SampleTable } from './sample-table';
import type { Wizard } from './use-wizard';

/** How the file is read: which column fills which field, and what must not be guessed. */
export function MappingStep({ wizard, preview }: { wizard: Wizard; preview: PreviewView }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const value = (field: string) =>
    wizard.mapping[field] ?? preview.fields.find((item) => item.field === field)?.expression ?? '';
  const kind = recognised(preview.format, (part, text) => t(`import:recognised.${part}`, { text }));
  const lacking = preview.fields.filter((field) => field.required && value(field.field).trim() === '');
  const open = wizard.questions.filter((question) => wizard.answers[questionKey(question)] === undefined);
  const blocked =
    lacking.length > 0
      ? t('import:mapping.lacking', { fields: lacking.map((field) => fieldName(field.field, t)).join(', ') })
      : open.length > 0
        ? t('import:mapping.open', { count: open.length })
        : null;
  return (
    <section className="mapping-step">
      <p className="muted">
        <b>{wizard.upload?.name}</b> · {kind} ·{' '}
        {t('import:mapping.rows', { count: preview.rows, text: format.exact(preview.rows, 0) })}
        {preview.remembered && ` · ${t('import:mapping.remembered')}`}
      </p>
      <Questions
        questions={wizard.questions}
        answers={wizard.answers}
        onAnswer={(key, answer) => wizard.again({ answers: { ...wizard.answers, [key]: answer } })}
      />
      <div className="mapping-fields">
        {preview.fields.map((field) => (
          <FieldMapping
            key={field.field}
            table={wizard.table}
            field={field}
            columns={preview.columns}
            value={value(field.field)}
            onChange={(expression) =>
              wizard.again({ mapping: { ...wizard.mapping, [field.field]: expression } })
            }
          />
        ))}
      </div>
      <SampleTable preview={preview} />
      <div className="import-buttons">
        <span className="muted">{blocked}</span>
        <Button
          type="primary"
          disabled={blocked !== null}
          loading={wizard.busy !== null}
          onClick={() => void wizard.check()}
        >
          {t('import:mapping.check')}
        </Button>
      </div>
    </section>
  );
}

/** Name of a field of the ledger. */
export function fieldName(
  field: string,
  t: (key: string, options: { defaultValue: string }) => string,
): string {
  return t(`import:field.${field}`, { defaultValue: field });
}
