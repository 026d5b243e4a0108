import { Button, Drawer, Input, InputNumber } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import type { TaskView } from '../../api/decisions';
import { Field } from '../../components/field';
import { NameField } from '../../components/signature';
import { useAct } from '../../components/use-act';
import { useName } from '../../components/use-name';
import { useFormat } from '../../format/use-format';
import './task-drawer.css';

/** One task: what happened so far, another follow-up, its end with a result. */
export function TaskDrawer({ task, onClose }: { task: TaskView | null; onClose: () => void }) {
  const { t } = useTranslation('decisions');
  return (
    <Drawer
      open={task !== null}
      onClose={onClose}
      size={520}
      title={task && t('decisions:task.head', { id: String(task.id) })}
      destroyOnHidden
    >
      {task && <Content key={task.id} task={task} />}
    </Drawer>
  );
}

function Content({ task }: { task: TaskView }) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const [name, setName] = useName();
  const [note, setNote] = useState('');
  const [result, setResult] = useState('');
  const [amount, setAmount] = useState<number | null>(null);
  const { busy, act } = useAct();
  const change = (body: { note?: string; close?: string; result?: string; amount?: number | null }) =>
    act(() =>
      unwrap(
        client.POST('/api/v1/tasks/{id}', {
          params: { path: { id: task.id } },
          body: { ...body, by: name },
        }),
      ),
    );
  const follow = async () => {
    if (await change({ note })) setNote('');
  };
  const close = (state: string) => void change({ close: state, result, amount });
  const unnamed = name.trim() === '';
  return (
    <div className="task-view signature">
      <h3>{task.title}</h3>
      <dl>
        <div>
          <dt>{t('decisions:column.account')}</dt>
          <dd>{task.name ?? task.customer_id}</dd>
        </div>
        <div>
          <dt>{t('decisions:task.owner')}</dt>
          <dd>{task.owner}</dd>
        </div>
        <div>
          <dt>{t('decisions:task.due')}</dt>
          <dd>
            {format.day(task.due)}{' '}
            {task.overdue_days != null && (
              <span className="overdue">{t('decisions:task.overdue', { count: task.overdue_days })}</span>
            )}
          </dd>
        </div>
        <div>
          <dt>{t('decisions:task.priority')}</dt>
          <dd>{t(`decisions:priority.${task.priority}`)}</dd>
        </div>
        <div>
          <dt>{t('decisions:task.source')}</dt>
          <dd>
            {t(`decisions:source.${task.source.kind}`)} {task.source.of}
          </dd>
        </div>
        <div>
          <dt>{t('decisions:task.state')}</dt>
          <dd>{t(`decisions:state.${task.state}`)}</dd>
        </div>
        {task.result && (
          <div>
            <dt>{t('decisions:task.result')}</dt>
            <dd>
              {task.result} {task.amount != null && format.money(task.amount)}{' '}
              <span className="muted small">{task.closed_by}</span>
            </dd>
          </div>
        )}
      </dl>
      <h4>{t('decisions:task.notes')}</h4>
      {task.notes.length === 0 && <p className="muted small">{t('decisions:task.noNotes')}</p>}
      <ol>
        {task.notes.map((one, index) => (
          <li key={index}>
            <span className="muted small">
              {format.day(one.on)} · {one.by}
            </span>
            <p>{one.text}</p>
          </li>
        ))}
      </ol>
      {task.state === 'open' && (
        <>
          <NameField name={name} onName={setName} />
          <Field label={t('decisions:task.note')}>
            {(id) => (
              <Input.TextArea
                id={id}
                value={note}
                maxLength={2000}
                autoSize={{ minRows: 2, maxRows: 6 }}
                onChange={(event) => setNote(event.target.value)}
              />
            )}
          </Field>
          <div>
            <Button
              size="small"
              loading={busy}
              disabled={note.trim() === '' || unnamed}
              onClick={() => void follow()}
            >
              {t('decisions:task.addNote')}
            </Button>
          </div>
          <h4>{t('decisions:task.end')}</h4>
          <Field label={t('decisions:task.result')}>
            {(id) => (
              <Input.TextArea
                id={id}
                value={result}
                maxLength={2000}
                autoSize={{ minRows: 2, maxRows: 6 }}
                onChange={(event) => setResult(event.target.value)}
              />
            )}
          </Field>
          <Field
            label={
              <>
                {t('decisions:task.amount')} {format.currency}
              </>
            }
          >
            {(id) => (
              <InputNumber
                id={id}
                style={{ width: 200 }}
                value={amount}
                aria-label={t('decisions:task.amount')}
                onChange={setAmount}
              />
            )}
          </Field>
          <div className="task-ends">
            <Button
              type="primary"
              loading={busy}
              disabled={result.trim() === '' || unnamed}
              onClick={() => close('done')}
            >
              {t('decisions:task.done')}
            </Button>
            <Button
              loading={busy}
              disabled={result.trim() === '' || unnamed}
              onClick={() => close('dropped')}
            >
              {t('decisions:task.drop')}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
