import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { queries } from '../../api/queries';
import type { CardView } from '../../api/types';
import type { Editing } from '../../components/kept/kept-drawer';
import { KeptEditor, lineOf } from '../../components/kept/kept-editor';
import { LineText } from '../../components/kept/line-text';
import { useKeptText } from '../../components/kept/use-kept-text';
import { Judgements } from './judgements';

interface CardEditorProps extends Editing {
  /** the card as it is kept; none where it is new */
  kept: CardView | null;
  /** the text to begin with */
  first: string;
  onShow: (id: string | undefined) => void;
}

/** A card as text, checked while it is typed and kept as its next version. */
export function CardEditor({ kept, first, onChanged, onShow, onClose }: CardEditorProps) {
  const { t } = useTranslation('accounts');
  const { message } = App.useApp();
  const cache = useQueryClient();
  const written = useKeptText(first, onChanged);
  const { text, setText, settled } = written;
  const { data: check, isFetching } = useQuery(queries.cardCheck(settled));

  const again = () =>
    cache.invalidateQueries({ predicate: ({ queryKey }) => ['cards', 'card'].includes(String(queryKey[0])) });
  const save = async () => {
    const view = await unwrap(client.PUT('/api/v1/cards', { body: { text } }));
    await again();
    void message.success(t('accounts:editor.saved', { version: String(view.version) }));
    onShow(view.id);
    onClose();
  };
  const remove = async (id: string) => {
    await unwrap(client.DELETE('/api/v1/cards/{id}', { params: { path: { id } } }));
    await again();
    onShow(undefined);
    onClose();
  };
  const open = async (id: string, version: number) => {
    const params = { path: { id }, query: { version } };
    setText((await unwrap(client.GET('/api/v1/cards/{id}', { params }))).text);
  };
  return (
    <KeptEditor
      written={written}
      kept={kept}
      check={check}
      fresh={settled === text && !isFetching}
      fits={check && t('accounts:editor.fits', { count: check.indicators })}
      removeAsk={t('accounts:editor.removeAsk')}
      hint={t('accounts:editor.hint')}
      onSave={save}
      onRemove={remove}
      onOpen={open}
    >
      <LineText
        text={text}
        mark={lineOf(check?.problem)}
        label={t('accounts:editor.text')}
        onChange={setText}
      />
      <Judgements text={text} judged={check?.judged ?? []} onText={setText} />
    </KeptEditor>
  );
}
