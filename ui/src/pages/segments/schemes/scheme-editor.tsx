import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Segmented } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../../api/client';
import { queries } from '../../../api/queries';
import type { SchemeDraft, SchemeFile } from '../../../api/types';
import type { Editing } from '../../../components/kept/kept-drawer';
import { KeptEditor, lineOf } from '../../../components/kept/kept-editor';
import { LineText } from '../../../components/kept/line-text';
import { useKeptText } from '../../../components/kept/use-kept-text';
import { useLater } from '../../../components/use-later';
import { LabelsForm } from './labels-form';
import { PlanForm } from './plan-form';
import { Preview } from './preview';
import { useColumns } from './use-columns';
import './schemes.css';

/** How long a form rests before its text is written. */
const REST_MS = 350;

interface SchemeEditorProps extends Editing {
  /** the scheme as it is kept; none where it is new */
  kept: SchemeFile | null;
  /** the text to begin with */
  first: string;
}

/** A scheme as a form or as text, checked and counted while it changes, kept as its next version. */
export function SchemeEditor({ kept, first, onChanged, onClose }: SchemeEditorProps) {
  const { t } = useTranslation('schemes');
  const { message } = App.useApp();
  const cache = useQueryClient();
  const written = useKeptText(first, onChanged);
  const { text, setText, settled } = written;
  const [way, setWay] = useState<'form' | 'text'>('form');
  // What the form holds; none until it is touched, or once the text is.
  const [typed, setTyped] = useState<SchemeDraft | null>(null);
  // The text that the form began with: its comments stay.
  const [base, setBase] = useState(first);
  const type = (next: SchemeDraft) => {
    if (typed === null) setBase(text);
    setTyped(next);
  };
  const settledDraft = useLater(typed, REST_MS);
  const { data: check, isFetching } = useQuery(queries.schemeCheck(settled));
  const { data: drafted } = useQuery(queries.schemeWritten(settledDraft, base));
  useEffect(() => {
    if (typed && drafted && settledDraft === typed) setText(drafted.text);
  }, [typed, drafted, settledDraft, setText]);

  const draft = typed ?? check?.draft ?? null;
  const columns = useColumns(draft?.id ?? '');

  const again = () =>
    cache.invalidateQueries({
      predicate: ({ queryKey }) => ['schemes', 'scheme', 'cards'].includes(String(queryKey[0])),
    });
  const save = async () => {
    const view = await unwrap(client.PUT('/api/v1/schemes', { body: { text } }));
    await again();
    void message.success(t('schemes:editor.saved', { version: String(view.version) }));
    onClose();
  };
  const remove = async (id: string) => {
    await unwrap(client.DELETE('/api/v1/schemes/{id}', { params: { path: { id } } }));
    await again();
    onClose();
  };
  const open = async (id: string, version: number) => {
    const params = { path: { id }, query: { version } };
    setTyped(null);
    setText((await unwrap(client.GET('/api/v1/schemes/{id}', { params }))).text);
  };
  return (
    <KeptEditor
      className="scheme-editor"
      written={written}
      kept={kept}
      check={check}
      fresh={settled === text && !isFetching && settledDraft === typed}
      fits={t('schemes:editor.fits')}
      removeAsk={t('schemes:editor.removeAsk')}
      hasLines={way === 'text'}
      tools={
        <Segmented<'form' | 'text'>
          size="small"
          value={way}
          options={[
            { value: 'form', label: t('schemes:editor.form') },
            { value: 'text', label: t('schemes:editor.text') },
          ]}
          onChange={(next) => {
            setTyped(null);
            setWay(next);
          }}
        />
      }
      onSave={save}
      onRemove={remove}
      onOpen={open}
    >
      {check && <Preview check={check} />}
      {way === 'text' ? (
        <LineText
          label={t('schemes:editor.area')}
          text={text}
          mark={lineOf(check?.problem)}
          onChange={setText}
        />
      ) : draft ? (
        <>
          <PlanForm draft={draft} columns={columns} onChange={type} fresh={kept === null} />
          <LabelsForm draft={draft} counted={check?.labels ?? []} columns={columns} onChange={type} />
        </>
      ) : (
        check && <p className="muted">{t('schemes:editor.unreadable')}</p>
      )}
    </KeptEditor>
  );
}
