import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { askSurveysAgain, type SurveyFile, surveys } from '../../api/surveys';
import { useProblemText } from '../../api/use-problem-text';
import { useFormat } from '../../format/use-format';
import { CardText } from '../accounts/card-text';
import { useLater } from '../accounts/use-later';
import '../accounts/accounts.css';

/** How long typing rests before the questionnaire is checked. */
const REST_MS = 500;

interface SurveyEditorProps {
  /** the questionnaire as it is kept; none where it is new */
  kept: SurveyFile | null;
  onChanged: (dirty: boolean) => void;
  onClose: () => void;
}

/** A questionnaire as text, checked while it is typed and kept as its next version. */
export function SurveyEditor({ kept, onChanged, onClose }: SurveyEditorProps) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const told = useProblemText();
  const { data: templates } = useQuery({ ...surveys.templates(), enabled: !kept });
  const [typed, setTyped] = useState<string | null>(null);
  const [saving, setSaving] = useState(false);
  const first = kept?.text ?? templates?.[0]?.text ?? '';
  const text = typed ?? first;
  const settled = useLater(text, REST_MS);
  const { data: check, isFetching } = useQuery({ ...surveys.check(settled), enabled: settled !== '' });
  const fresh = settled === text && !isFetching;
  const problem = check?.problem ?? null;
  const said = problem && told.told(problem);
  const line = typeof problem?.values.line === 'number' ? problem.values.line : undefined;
  const template = templates?.find((one) => one.text === text)?.asked.id;

  useEffect(() => onChanged(typed !== null && template === undefined), [typed, template, onChanged]);

  const act = async (work: () => Promise<void>) => {
    setSaving(true);
    try {
      await work();
      await askSurveysAgain(cache);
      onClose();
    } catch (error) {
      const failed = told.problem(error);
      void message.error(failed.hint ? `${failed.message} ${failed.hint}` : failed.message);
    } finally {
      setSaving(false);
    }
  };
  const save = () =>
    act(async () => {
      const file = await unwrap(client.PUT('/api/v1/surveys', { body: { text } }));
      void message.success(t('voice:editor.saved', { version: String(file.version) }));
    });
  const remove = (id: string) =>
    act(async () => {
      await unwrap(client.DELETE('/api/v1/surveys/{id}', { params: { path: { id } } }));
    });
  return (
    <div className="card-editor">
      <p className="muted small">{t('voice:editor.hint')}</p>
      <div className="editor-tools">
        {!kept && (
          <Select
            size="small"
            aria-label={t('voice:editor.template')}
            placeholder={t('voice:editor.template')}
            value={template}
            popupMatchSelectWidth={false}
            options={(templates ?? []).map(({ asked }) => ({
              value: asked.id,
              label: format.word(asked.name),
            }))}
            onChange={(id: string) => setTyped(templates?.find((one) => one.asked.id === id)?.text ?? null)}
          />
        )}
        <span className="editor-space" />
        {kept && (
          <Popconfirm
            title={t('voice:editor.removeAsk')}
            okText={t('voice:editor.remove')}
            cancelText={t('voice:editor.stay')}
            onConfirm={() => void remove(kept.id)}
          >
            <Button size="small" disabled={saving}>
              {t('voice:editor.remove')}
            </Button>
          </Popconfirm>
        )}
        <Button
          size="small"
          type="primary"
          loading={saving}
          disabled={!fresh || !check?.asked || text === kept?.text}
          onClick={() => void save()}
        >
          {t('voice:editor.save')}
        </Button>
      </div>
      <div className={problem ? 'editor-state problem' : 'editor-state'} role="status">
        {said ? (
          <>
            <p>
              {line !== undefined && <b>{t('voice:editor.line', { line: String(line) })}</b>} {said.message}
            </p>
            {said.hint && <p className="small">{said.hint}</p>}
          </>
        ) : check?.asked && fresh ? (
          <p>
            {t('voice:editor.fits', {
              id: check.asked.id,
              items: format.count(check.asked.items.length),
              dimensions: format.count(check.asked.dimensions.length),
            })}
          </p>
        ) : (
          <p>{t('voice:editor.checking')}</p>
        )}
      </div>
      <CardText text={text} mark={line} label={t('voice:editor.text')} onChange={setTyped} />
    </div>
  );
}
