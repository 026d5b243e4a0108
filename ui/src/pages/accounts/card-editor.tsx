import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { queries } from '../../api/queries';
import type { CardView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { CardText } from './card-text';
import { Judgements } from './judgements';
import { useLater } from './use-later';

/** How long typing rests before the card is checked. */
const REST_MS = 350;

interface CardEditorProps {
  /** the card as it is kept; none where it is new */
  kept: CardView | null;
  /** the text to begin with */
  first: string;
  onChanged: (dirty: boolean) => void;
  onShow: (id: string | undefined) => void;
  onClose: () => void;
}

/** A card as text, checked while it is typed and kept as its next version. */
export function CardEditor({ kept, first, onChanged, onShow, onClose }: CardEditorProps) {
  const { t } = useTranslation('accounts');
  const { message } = App.useApp();
  const cache = useQueryClient();
  const told = useProblemText();
  const [text, setText] = useState(first);
  const [saving, setSaving] = useState(false);
  const settled = useLater(text, REST_MS);
  const { data: check, isFetching } = useQuery(queries.cardCheck(settled));
  const fresh = settled === text && !isFetching;
  const problem = check?.problem ?? null;
  const line = typeof problem?.values.line === 'number' ? problem.values.line : undefined;
  const dirty = text !== (kept?.text ?? '');

  useEffect(() => onChanged(text !== first), [text, first, onChanged]);

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
    cache.invalidateQueries({ predicate: ({ queryKey }) => ['cards', 'card'].includes(String(queryKey[0])) });
  const save = () =>
    act(async () => {
      const view = await unwrap(client.PUT('/api/v1/cards', { body: { text } }));
      await again();
      void message.success(t('accounts:editor.saved', { version: String(view.version) }));
      onShow(view.id);
      onClose();
    });
  const remove = (id: string) =>
    act(async () => {
      await unwrap(client.DELETE('/api/v1/cards/{id}', { params: { path: { id } } }));
      await again();
      onShow(undefined);
      onClose();
    });
  const open = (version: number) =>
    act(async () => {
      if (!kept) return;
      const params = { path: { id: kept.id }, query: { version } };
      setText((await unwrap(client.GET('/api/v1/cards/{id}', { params }))).text);
    });
  return (
    <div className="card-editor">
      <p className="muted small">{t('accounts:editor.hint')}</p>
      <div className="editor-tools">
        {kept && (
          <Select
            size="small"
            aria-label={t('accounts:editor.versions')}
            value={kept.version}
            popupMatchSelectWidth={false}
            options={[...kept.versions].reverse().map((number) => ({
              value: number,
              label: t('accounts:editor.version', { version: String(number) }),
            }))}
            onChange={(version: number) => void open(version)}
          />
        )}
        <span className="editor-space" />
        {kept && (
          <Popconfirm
            title={t('accounts:editor.removeAsk')}
            okText={t('accounts:editor.remove')}
            cancelText={t('accounts:editor.stay')}
            onConfirm={() => void remove(kept.id)}
          >
            <Button size="small" disabled={saving}>
              {t('accounts:editor.remove')}
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
          {t('accounts:editor.save')}
        </Button>
      </div>
      <div className={problem ? 'editor-state problem' : 'editor-state'} role="status">
        {problem ? (
          <>
            <p>
              {line !== undefined && <b>{t('accounts:editor.line', { line: String(line) })}</b>}{' '}
              {told.told(problem).message}
            </p>
            {told.told(problem).hint && <p className="small">{told.told(problem).hint}</p>}
          </>
        ) : (
          <p>
            {check && fresh
              ? t('accounts:editor.fits', { count: check.indicators })
              : t('accounts:editor.checking')}
          </p>
        )}
      </div>
      <CardText text={text} mark={line} onChange={setText} />
      <Judgements text={text} judged={check?.judged ?? []} onText={setText} />
    </div>
  );
}
