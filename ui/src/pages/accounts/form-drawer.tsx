import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { App, Button, Drawer, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { queries } from '../../api/queries';
import { useProblemText } from '../../api/use-problem-text';
import { recall, remember } from '../../app/memory';
import { Failure } from '../../components/failure';
import { PageSkeleton } from '../../components/page-skeleton';
import { download } from '../../components/sheet';
import { useLater } from '../../components/use-later';
import { useLanguage } from '../../i18n/use-language';
import { changed, type Typed } from './form-scores';
import { FormTable } from './form-table';
import './ways.css';

/** Where the browser keeps who scores. */
const WHO = 'patron-assessor';
const REST_MS = 400;

/** An account manager types scores: own accounts, what is missing or old, and notes. */
export function FormDrawer({ card, onClose }: { card: string | null; onClose: () => void }) {
  const { t } = useTranslation('ways');
  const { modal } = App.useApp();
  const [typed, setTyped] = useState<Typed>({});
  const close = () => {
    setTyped({});
    onClose();
  };
  const leave = () => {
    if (Object.keys(typed).length === 0) close();
    else
      modal.confirm({
        title: t('ways:form.leave'),
        okText: t('ways:form.discard'),
        cancelText: t('ways:form.stay'),
        onOk: close,
      });
  };
  return (
    <Drawer open={card !== null} onClose={leave} size={1080} title={t('ways:form.title')} destroyOnHidden>
      {card !== null && <Form card={card} typed={typed} onTyped={setTyped} />}
    </Drawer>
  );
}

interface FormProps {
  card: string;
  typed: Typed;
  onTyped: (typed: Typed) => void;
}

function Form({ card, typed, onTyped }: FormProps) {
  const { t } = useTranslation('ways');
  const { message } = App.useApp();
  const told = useProblemText();
  const [language] = useLanguage();
  const [who, setWho] = useState(recall(WHO) ?? '');
  const [manager, setManager] = useState<string | null | undefined>(undefined);
  const [openOnly, setOpenOnly] = useState(false);
  const [saving, setSaving] = useState(false);
  const settled = useLater(who.trim(), REST_MS);
  const query = useQuery({
    ...queries.cardForm(card, settled, manager ?? undefined),
    placeholderData: keepPreviousData,
  });
  const form = query.data?.form;
  if (query.error) return <Failure error={query.error} />;
  if (query.data?.problem) return <p className="problem-line">{told.told(query.data.problem).message}</p>;
  if (!form) return <PageSkeleton />;
  // Who has accounts of their own sees these first.
  if (manager === undefined && form.managers.includes(settled)) setManager(settled);
  const scores = changed(form, typed);
  const save = async () => {
    setSaving(true);
    try {
      const report = await unwrap(
        client.POST('/api/v1/cards/{id}/scores', {
          params: { path: { id: card } },
          body: { assessor: who.trim(), version: form.version, scores },
        }),
      );
      remember(WHO, who.trim());
      onTyped({});
      await query.refetch();
      void message.success(t('ways:form.saved', { count: report.loaded }));
    } catch (error) {
      const said = told.problem(error);
      void message.error([said.message, said.hint].filter(Boolean).join(' '));
    } finally {
      setSaving(false);
    }
  };
  const file = (format: string) => {
    const asked = new URLSearchParams({ format, lang: language, assessor: who.trim() });
    if (manager) asked.set('manager', manager);
    download(`${card}.${format}`, `/api/v1/cards/${encodeURIComponent(card)}/form-file?${asked}`);
  };
  return (
    <div className="score-form">
      <div className="form-tools">
        <div>
          <span className="small muted">{t('ways:form.who')}</span>
          <Input
            value={who}
            aria-label={t('ways:form.who')}
            maxLength={200}
            placeholder={t('ways:form.whoHint')}
            onChange={(event) => setWho(event.target.value)}
            onBlur={() => remember(WHO, who.trim() || null)}
          />
        </div>
        {form.managers.length > 0 && (
          <div>
            <span className="small muted">{t('ways:form.accountsOf')}</span>
            <Select
              aria-label={t('ways:form.accountsOf')}
              value={manager ?? ''}
              popupMatchSelectWidth={false}
              showSearch={{ optionFilterProp: 'label' }}
              options={[
                { value: '', label: t('ways:form.everybody') },
                ...form.managers.map((name) => ({ value: name, label: name })),
              ]}
              onChange={(name: string) => setManager(name === '' ? null : name)}
            />
          </div>
        )}
        <div>
          <span className="small muted">{t('ways:form.show')}</span>
          <Select
            aria-label={t('ways:form.show')}
            value={openOnly}
            options={[
              { value: false, label: t('ways:form.all') },
              { value: true, label: t('ways:form.open') },
            ]}
            onChange={setOpenOnly}
          />
        </div>
      </div>
      <p className="small">
        {t('ways:form.state', {
          missing: form.missing,
          old: form.old,
          version: form.version,
        })}{' '}
        {form.accounts_in_all > form.accounts.length &&
          t('ways:form.cut', { shown: form.accounts.length, all: form.accounts_in_all })}
      </p>
      <FormTable form={form} typed={typed} openOnly={openOnly} onTyped={onTyped} />
      <div className="form-foot">
        <Button onClick={() => file('xlsx')} disabled={who.trim() === ''}>
          {t('ways:form.file')}
        </Button>
        <Button
          type="primary"
          loading={saving}
          disabled={scores.length === 0 || who.trim() === ''}
          onClick={() => void save()}
        >
          {t('ways:form.save', { count: scores.length })}
        </Button>
      </div>
    </div>
  );
}
