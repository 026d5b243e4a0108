import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { askSurveysAgain, type SurveyFile, surveys } from '../../api/surveys';
import type { Editing } from '../../components/kept/kept-drawer';
import { KeptEditor, lineOf } from '../../components/kept/kept-editor';
import { LineText } from '../../components/kept/line-text';
import { useKeptText } from '../../components/kept/use-kept-text';
import { useFormat } from '../../format/use-format';

interface SurveyEditorProps extends Editing {
  /** the questionnaire as it is kept; none where it is new */
  kept: SurveyFile | null;
  /** the text to begin with */
  first: string;
}

/** A questionnaire as text, checked while it is typed and kept as its next version. */
export function SurveyEditor({ kept, first, onChanged, onClose }: SurveyEditorProps) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const { data: templates } = useQuery({ ...surveys.templates(), enabled: !kept });
  const written = useKeptText(first, onChanged);
  const { text, setText, settled } = written;
  const { data: check, isFetching } = useQuery({ ...surveys.check(settled), enabled: settled !== '' });

  const save = async () => {
    const file = await unwrap(client.PUT('/api/v1/surveys', { body: { text } }));
    await askSurveysAgain(cache);
    void message.success(t('voice:editor.saved', { version: String(file.version) }));
    onClose();
  };
  const remove = async (id: string) => {
    await unwrap(client.DELETE('/api/v1/surveys/{id}', { params: { path: { id } } }));
    await askSurveysAgain(cache);
    onClose();
  };
  const open = async (id: string, version: number) => {
    const params = { path: { id }, query: { version } };
    setText((await unwrap(client.GET('/api/v1/surveys/{id}', { params }))).text);
  };
  const choose = !kept && (
    <Select
      size="small"
      aria-label={t('voice:editor.template')}
      placeholder={t('voice:editor.template')}
      value={templates?.find((one) => one.text === text)?.asked.id}
      popupMatchSelectWidth={false}
      options={(templates ?? []).map(({ asked }) => ({ value: asked.id, label: format.word(asked.name) }))}
      onChange={(id: string) => setText(templates?.find((one) => one.asked.id === id)?.text ?? text)}
    />
  );
  return (
    <KeptEditor
      written={written}
      kept={kept}
      check={check}
      fresh={settled === text && !isFetching}
      fits={
        check?.asked &&
        t('voice:editor.fits', {
          id: check.asked.id,
          items: format.count(check.asked.items.length),
          dimensions: format.count(check.asked.dimensions.length),
        })
      }
      removeAsk={t('voice:editor.removeAsk')}
      hint={t('voice:editor.hint')}
      tools={choose}
      onSave={save}
      onRemove={remove}
      onOpen={open}
    >
      <LineText text={text} mark={lineOf(check?.problem)} label={t('voice:editor.text')} onChange={setText} />
    </KeptEditor>
  );
}
