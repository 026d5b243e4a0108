import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Segmented, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../../api/client';
import { queries } from '../../../api/queries';
import type { SchemeDraft, SchemeFile } from '../../../api/types';
import { useProblemText } from '../../../api/use-problem-text';
import { CardText } from '../../accounts/card-text';
import { useLater } from '../../accounts/use-later';
import { LabelsForm } from './labels-form';
import { PlanForm } from './plan-form';
import { Preview } from './preview';
import { useColumns } from './use-columns';
import '../../accounts/accounts.css';
import './schemes.css';

/** How long typing rests before the scheme is checked. */
const REST_MS = 350;

interface SchemeEditorProps {
  /** the scheme as it is kept; none where it is new */
  kept: SchemeFile | null;
  /** the text to begin with */
  first: string;
  onChanged: (dirty: boolean) => void;
  onClose: () => void;
}

/** A scheme as a form or as text, checked and counted while it changes, kept as its next version. */
export function SchemeEditor({ kept, first, onChanged, onClose }: SchemeEditorProps) {
  const { t } = useTranslation('schemes');
  const { message } = App.useApp();
  const cache = useQueryClient();
  const told = useProblemText();
  const [text, setText] = useState(first);
  const [way, setWay] = useState<'form' | 'text'>('form');
  // What the form holds; none until it is touched, or once the text is.
  const [typed, setTyped] = useState<SchemeDraft | null>(null);
  // The text that the form began with: its comments stay.
  const [base, setBase] = useState(first);
  const type = (next: SchemeDraft) => {
    if (typed === null) setBase(text);
    setTyped(next);
  };
  const [saving, setSaving] = useState(false);
  const settled = useLater(text, REST_MS);
  const settledDraft = useLater(typed, REST_MS);
  const { data: check, isFetching } = useQuery(queries.schemeCheck(settled));
  const { data: written } = useQuery(queries.schemeWritten(settledDraft, base));
  useEffect(() => {
    if (typed && written && settledDraft === typed) setText(written.text);
  }, [typed, written, settledDraft]);
  useEffect(() => onChanged(text !== first), [text, first, onChanged]);

  const draft = typed ?? check?.draft ?? null;
  const columns = useColumns(draft?.id ?? '');
  const fresh = settled === text && !isFetching && settledDraft === typed;
  const problem = check?.problem ?? null;
  const line = typeof problem?.values.line === 'number' ? problem.values.line : undefined;
  const dirty = text !== (kept?.text ?? '');

  const act = async (work: () => Promise<void>) => {
    setSaving(true);
    try {
      await work();
    } catch (error) {
      void message.error(told.problem(error).message);
    } finally {
      setSaving(false);
    }
  };
  const again = () =>
    cache.invalidateQueries({
      predicate: ({ queryKey }) => ['schemes', 'scheme', 'cards'].includes(String(queryKey[0])),
    });
  const save = () =>
    act(async () => {
      const view = await unwrap(client.PUT('/api/v1/schemes', { body: { text } }));
      await again();
      void message.success(t('schemes:editor.saved', { version: String(view.version) }));
      onClose();
    });
  const remove = (id: string) =>
    act(async () => {
      await unwrap(client.DELETE('/api/v1/schemes/{id}', { params: { path: { id } } }));
      await again();
      onClose();
    });
  const open = (version: number) =>
    act(async () => {
      if (!kept) return;
      const params = { path: { id: kept.id }, query: { version } };
      setTyped(null);
      setText((await unwrap(client.GET('/api/v1/schemes/{id}', { params }))).text);
    });
  return (
    <div className="card-editor scheme-editor">
      <div className="editor-tools">
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
        {kept && (
          <Select
            size="small"
            aria-label={t('schemes:editor.versions')}
            value={kept.version}
            popupMatchSelectWidth={false}
            options={[...kept.versions].reverse().map((number) => ({
              value: number,
              label: t('schemes:editor.version', { version: String(number) }),
            }))}
            onChange={(version: number) => void open(version)}
          />
        )}
        <span className="editor-space" />
        {kept && (
          <Popconfirm
            title={t('schemes:editor.removeAsk')}
            okText={t('schemes:editor.remove')}
            cancelText={t('schemes:editor.stay')}
            onConfirm={() => void remove(kept.id)}
          >
            <Button size="small" disabled={saving}>
              {t('schemes:editor.remove')}
            </Button>
          </Popconfirm>
        )}
        <Button
          size="small"
          type="primary"
          loading={saving}
          disabled={!fresh || !check || problem !== null || !dirty}
          onClick={() => void save()}
        >
          {t('schemes:editor.save')}
        </Button>
      </div>
      <div className={problem ? 'editor-state problem' : 'editor-state'} role="status">
        {problem ? (
          <>
            <p>
              {line !== undefined && way === 'text' && (
                <b>{t('schemes:editor.line', { line: String(line) })}</b>
              )}{' '}
              {told.told(problem).message}
            </p>
            {told.told(problem).hint && <p className="small">{told.told(problem).hint}</p>}
          </>
        ) : (
          <p>{check && fresh ? t('schemes:editor.fits') : t('schemes:editor.checking')}</p>
        )}
      </div>
      {check && <Preview check={check} />}
      {way === 'text' ? (
        <CardText label={t('schemes:editor.area')} text={text} mark={line} onChange={setText} />
      ) : draft ? (
        <>
          <PlanForm draft={draft} columns={columns} onChange={type} fresh={kept === null} />
          <LabelsForm draft={draft} counted={check?.labels ?? []} columns={columns} onChange={type} />
        </>
      ) : (
        check && <p className="muted">{t('schemes:editor.unreadable')}</p>
      )}
    </div>
  );
}
