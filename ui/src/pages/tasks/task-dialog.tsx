import { Input, Modal, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { Field } from '../../components/field';
import { NameField } from '../../components/signature';
import { useAct } from '../../components/use-act';
import { useName } from '../../components/use-name';

interface TaskDialogProps {
  open: boolean;
  /** the account, where it is known already */
  customer?: string;
  /** where the task comes from: an alert or a playbook, with the text to begin with */
  source?: { kind: 'alert' | 'playbook'; of: string; title: string };
  /** who looks after the account, where it is known */
  owner?: string;
  onClose: () => void;
}

/** A new task for an account. */
export function TaskDialog({ open, customer, source, owner: manager = '', onClose }: TaskDialogProps) {
  const { t } = useTranslation('decisions');
  const [name, setName] = useName();
  const [account, setAccount] = useState('');
  const [title, setTitle] = useState('');
  const [owner, setOwner] = useState('');
  const [due, setDue] = useState('');
  const [priority, setPriority] = useState('normal');
  const { busy, act } = useAct();
  const begun = source?.title ?? '';
  useEffect(() => {
    if (!open) return;
    setAccount('');
    setTitle(begun);
    setOwner(manager);
    setDue('');
    setPriority('normal');
  }, [open, begun, manager]);
  const about = customer ?? account.trim();
  const ready = about !== '' && title.trim() !== '' && due !== '' && name.trim() !== '';
  const add = async () => {
    const body = {
      customer_id: about,
      title,
      owner: owner.trim() || undefined,
      due,
      priority,
      source: source ? { kind: source.kind, of: source.of } : undefined,
      by: name,
    };
    if (await act(() => unwrap(client.POST('/api/v1/tasks', { body })))) onClose();
  };
  return (
    <Modal
      open={open}
      title={t('decisions:tasks.add')}
      okText={t('decisions:tasks.keep')}
      cancelText={t('decisions:cancel')}
      okButtonProps={{ disabled: !ready, loading: busy }}
      onOk={() => void add()}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="signature">
        {customer === undefined && (
          <Field label={t('decisions:task.customer')}>
            {(id) => <Input id={id} value={account} onChange={(event) => setAccount(event.target.value)} />}
          </Field>
        )}
        <Field label={t('decisions:task.title')}>
          {(id) => (
            <Input.TextArea
              id={id}
              value={title}
              maxLength={2000}
              autoSize={{ minRows: 1, maxRows: 4 }}
              onChange={(event) => setTitle(event.target.value)}
            />
          )}
        </Field>
        <div className="field-row">
          <Field label={t('decisions:task.due')}>
            {(id) => (
              <Input id={id} type="date" value={due} onChange={(event) => setDue(event.target.value)} />
            )}
          </Field>
          <Field label={t('decisions:task.priority')}>
            {(id) => (
              <Select
                id={id}
                aria-label={t('decisions:task.priority')}
                value={priority}
                options={['high', 'normal', 'low'].map((value) => ({
                  value,
                  label: t(`decisions:priority.${value}`),
                }))}
                onChange={setPriority}
              />
            )}
          </Field>
        </div>
        <Field label={t('decisions:task.ownerHint')}>
          {(id) => (
            <Input id={id} value={owner} maxLength={100} onChange={(event) => setOwner(event.target.value)} />
          )}
        </Field>
        <NameField name={name} onName={setName} />
      </div>
    </Modal>
  );
}
