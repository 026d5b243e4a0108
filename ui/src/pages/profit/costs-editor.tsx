import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Button, Popconfirm, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { askCostsAgain, type CostsFile, costs } from '../../api/costs';
import { useProblemText } from '../../api/use-problem-text';
import { useFormat } from '../../format/use-format';
import { CardText } from '../accounts/card-text';
import { useLater } from '../accounts/use-later';
import '../accounts/accounts.css';

/** How long typing rests before the costs are checked. */
const REST_MS = 500;

interface CostsEditorProps {
  /** the costs as they are kept; none where they are new */
  kept: CostsFile | null;
  /** the text to begin with */
  first: string;
  onChanged: (dirty: boolean) => void;
  onShow: (id: string | undefined) => void;
  onClose: () => void;
}

/** Costs as text, sent to the customers while they are typed and kept as their next version. */
export function CostsEditor({ kept, first, onChanged, onShow, onClose }: CostsEditorProps) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const { message } = App.useApp();
  const cache = useQueryClient();
  const told = useProblemText();
  const [text, setText] = useState(first);
  const [saving, setSaving] = useState(false);
  const settled = useLater(text, REST_MS);
  const { data: check, isFetching } = useQuery(costs.check(settled));
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
      const said = told.problem(error);
      void message.error(said.hint ? `${said.message} ${said.hint}` : said.message);
    } finally {
      setSaving(false);
    }
  };
  const save = () =>
    act(async () => {
      const file = await unwrap(client.PUT('/api/v1/costs', { body: { text } }));
      await askCostsAgain(cache);
      void message.success(t('profit:editor.saved', { version: String(file.version) }));
      onShow(file.id);
      onClose();
    });
  const remove = (id: string) =>
    act(async () => {
      await unwrap(client.DELETE('/api/v1/costs/{id}', { params: { path: { id } } }));
      await askCostsAgain(cache);
      onShow(undefined);
      onClose();
    });
  const open = (version: number) =>
    act(async () => {
      if (!kept) return;
      const params = { path: { id: kept.id }, query: { version } };
      setText((await unwrap(client.GET('/api/v1/costs/{id}', { params }))).text);
    });
  const report = check?.report;
  return (
    <div className="card-editor">
      <p className="muted small">{t('profit:editor.hint')}</p>
      <div className="editor-tools">
        {kept && (
          <Select
            size="small"
            aria-label={t('profit:editor.versions')}
            value={kept.version}
            popupMatchSelectWidth={false}
            options={[...kept.versions].reverse().map((number) => ({
              value: number,
              label: t('profit:editor.version', { version: String(number) }),
            }))}
            onChange={(version: number) => void open(version)}
          />
        )}
        <span className="editor-space" />
        {kept && (
          <Popconfirm
            title={t('profit:editor.removeAsk')}
            okText={t('profit:editor.remove')}
            cancelText={t('profit:editor.stay')}
            onConfirm={() => void remove(kept.id)}
          >
            <Button size="small" disabled={saving}>
              {t('profit:editor.remove')}
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
          {t('profit:editor.save')}
        </Button>
      </div>
      <div className={problem ? 'editor-state problem' : 'editor-state'} role="status">
        {problem ? (
          <>
            <p>
              {line !== undefined && <b>{t('profit:editor.line', { line: String(line) })}</b>}{' '}
              {told.told(problem).message}
            </p>
            {told.told(problem).hint && <p className="small">{told.told(problem).hint}</p>}
          </>
        ) : report && fresh ? (
          <p>
            {t('profit:editor.fits', {
              entered: format.money(report.entered.full),
              customers: format.money(report.customers.full),
              unused: format.money(report.unused),
              enterprise: format.money(report.enterprise),
              open: format.money(report.unassigned),
            })}
          </p>
        ) : (
          <p>{t('profit:editor.checking')}</p>
        )}
      </div>
      <CardText text={text} mark={line} label={t('profit:editor.text')} onChange={setText} />
    </div>
  );
}
