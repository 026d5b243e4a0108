import { Input, InputNumber } from 'antd';
import { useTranslation } from 'react-i18next';
import { Field } from '../../components/field';
import { LabelTag } from '../../components/label-tag';
import { PARTS, type PlaybookDraft } from './playbook-draft';

interface PlaybookFieldsProps {
  scheme: string;
  draft: PlaybookDraft;
  edited: boolean;
  onDraft: (draft: PlaybookDraft) => void;
}

/** Everything that is said about one label, in both languages. */
export function PlaybookFields({ scheme, draft, edited, onDraft }: PlaybookFieldsProps) {
  const { t } = useTranslation('decisions');
  return (
    <fieldset>
      <legend>
        <LabelTag measure={scheme} label={draft.id} />{' '}
        {edited && <span className="muted small">{t('decisions:playbook.edited')}</span>}
      </legend>
      {PARTS.map((part) => (
        <div className="both" key={part}>
          {(['zh', 'en'] as const).map((language) => (
            <Field
              key={language}
              label={
                <>
                  {t(`decisions:playbook.${part}`)} · {t(`decisions:language.${language}`)}
                </>
              }
            >
              {(id) => (
                <Input.TextArea
                  id={id}
                  value={draft[part][language]}
                  maxLength={2000}
                  autoSize={{ minRows: 1, maxRows: 6 }}
                  onChange={(event) =>
                    onDraft({ ...draft, [part]: { ...draft[part], [language]: event.target.value } })
                  }
                />
              )}
            </Field>
          ))}
        </div>
      ))}
      <Field label={t('decisions:playbook.resources')}>
        {(id) => (
          <InputNumber
            id={id}
            min={0}
            max={100}
            precision={0}
            suffix="%"
            aria-label={t('decisions:playbook.resources')}
            value={draft.resources}
            onChange={(resources) => onDraft({ ...draft, resources })}
          />
        )}
      </Field>
    </fieldset>
  );
}
