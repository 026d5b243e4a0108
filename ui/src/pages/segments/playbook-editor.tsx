import { useQuery } from '@tanstack/react-query';
import { Button, Drawer, Popconfirm } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { decisions, type SchemePlaybooks } from '../../api/decisions';
import { PageSkeleton } from '../../components/page-skeleton';
import { NameField, ReasonField } from '../../components/signature';
import { useAct } from '../../components/use-act';
import { useName } from '../../components/use-name';
import { useFormat } from '../../format/use-format';
import { changesOf, draftsOf, sumOf } from './playbook-draft';
import { PlaybookFields } from './playbook-fields';
import './playbook-editor.css';

/** The way to change the playbooks of a scheme: a button, and a drawer with every label. */
export function PlaybookEditor({ scheme }: { scheme: string }) {
  const { t } = useTranslation('decisions');
  const [open, setOpen] = useState(false);
  return (
    <>
      <div>
        <button type="button" className="plain-button" onClick={() => setOpen(true)}>
          {t('decisions:playbook.edit')}
        </button>
      </div>
      <Drawer
        open={open}
        onClose={() => setOpen(false)}
        size={760}
        title={t('decisions:playbook.title')}
        destroyOnHidden
      >
        {open && <Loaded scheme={scheme} onClose={() => setOpen(false)} />}
      </Drawer>
    </>
  );
}

function Loaded({ scheme, onClose }: { scheme: string; onClose: () => void }) {
  const { data } = useQuery(decisions.playbooks(scheme));
  if (!data) return <PageSkeleton />;
  return <Editor key={`${scheme}-${data.version}`} kept={data} onClose={onClose} />;
}

function Editor({ kept, onClose }: { kept: SchemePlaybooks; onClose: () => void }) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const [drafts, setDrafts] = useState(() => draftsOf(kept));
  const [name, setName] = useName();
  const [why, setWhy] = useState('');
  const { busy, act } = useAct();
  const history = useQuery(decisions.playbookHistory(kept.scheme)).data ?? [];
  const changes = changesOf(kept, drafts);
  const sum = sumOf(drafts);
  const wrong = sum !== null && sum !== 100;
  const signed = why.trim() !== '' && name.trim() !== '';
  const put = (body: { labels?: typeof changes; reset?: string[] }) =>
    act(() =>
      unwrap(
        client.PUT('/api/v1/playbooks/{scheme}', {
          params: { path: { scheme: kept.scheme } },
          body: { ...body, by: name, why },
        }),
      ),
    );
  const save = async () => {
    if (await put({ labels: changes })) onClose();
  };
  const reset = async () => {
    if (await put({ reset: kept.labels.map(({ id }) => id) })) onClose();
  };
  return (
    <div className="playbook-editor signature">
      <p className="muted small">{t('decisions:playbook.hint')}</p>
      {drafts.map((draft, place) => (
        <PlaybookFields
          key={draft.id}
          scheme={kept.scheme}
          draft={draft}
          edited={kept.labels[place]?.edited === true}
          onDraft={(next) => setDrafts(drafts.map((old, index) => (index === place ? next : old)))}
        />
      ))}
      <div className="playbook-end">
        {sum !== null && (
          <p className={wrong ? 'overdue' : 'muted'} role="status">
            {wrong
              ? t('decisions:playbook.sumWrong', { sum: String(sum) })
              : t('decisions:playbook.sum', { sum: String(sum) })}
          </p>
        )}
        <ReasonField why={why} onWhy={setWhy} />
        <NameField name={name} onName={setName} />
        <div className="task-ends">
          <Button
            type="primary"
            loading={busy}
            disabled={!signed || wrong || changes.length === 0}
            onClick={() => void save()}
          >
            {t('decisions:playbook.save')}
          </Button>
          {kept.labels.some(({ edited }) => edited) && (
            <Popconfirm
              title={t('decisions:playbook.resetAsk')}
              okText={t('decisions:playbook.reset')}
              cancelText={t('decisions:cancel')}
              onConfirm={() => void reset()}
            >
              <Button disabled={!signed || busy}>{t('decisions:playbook.reset')}</Button>
            </Popconfirm>
          )}
        </div>
      </div>
      {history.length > 0 && (
        <section>
          <h3>{t('decisions:playbook.history')}</h3>
          <ul className="playbook-history">
            {history.map((version) => (
              <li key={version.version}>
                <b>{version.version}</b> {version.why}{' '}
                <span className="muted small">
                  {version.by} · {format.moment(version.at)}
                  {version.reset.length > 0 && ` · ${t('decisions:playbook.wasReset')}`}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}
