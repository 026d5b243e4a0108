import { Input, Modal, Select } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import type { TierName } from '../../api/decisions';
import { Field } from '../../components/field';
import { NameField, ReasonField } from '../../components/signature';
import { useAct } from '../../components/use-act';
import { useName } from '../../components/use-name';
import { useFormat } from '../../format/use-format';

/** A decision that waits for its reason. */
export interface Asked {
  decision: 'confirm' | 'decline' | 'postpone' | 'set';
  accounts: { customer_id: string; name?: string | null }[];
}

interface DecisionDialogProps {
  asked: Asked | null;
  tiers: TierName[];
  onClose: () => void;
}

/** Who decides, and why; for some decisions also until when, or in which tier. */
export function DecisionDialog({ asked, tiers, onClose }: DecisionDialogProps) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const [name, setName] = useName();
  const [why, setWhy] = useState('');
  const [until, setUntil] = useState('');
  const [tier, setTier] = useState<string>();
  const { busy, act } = useAct();
  useEffect(() => {
    if (!asked) return;
    setWhy('');
    setUntil('');
    setTier(undefined);
  }, [asked]);
  const decision = asked?.decision ?? 'confirm';
  const needsTier = decision === 'set';
  const ready =
    name.trim() !== '' &&
    why.trim() !== '' &&
    (decision !== 'postpone' || until !== '') &&
    (!needsTier || tier !== undefined);
  const decide = async () => {
    const customers = (asked?.accounts ?? []).map(({ customer_id }) => customer_id);
    const body = { customers, decision, tier, until: until || undefined, by: name, why };
    if (await act(() => unwrap(client.POST('/api/v1/roster/decisions', { body })))) onClose();
  };
  const names = (asked?.accounts ?? []).slice(0, 5).map((account) => account.name ?? account.customer_id);
  const more = (asked?.accounts.length ?? 0) - names.length;
  return (
    <Modal
      open={asked !== null}
      title={t(`decisions:dialog.${decision}`)}
      okText={t(`decisions:decision.${decision}`)}
      cancelText={t('decisions:cancel')}
      okButtonProps={{ disabled: !ready, loading: busy }}
      onOk={() => void decide()}
      onCancel={onClose}
      destroyOnHidden
    >
      <div className="signature">
        <p>
          {names.join(t('parts:filter.comma', { ns: 'parts' }))}
          {more > 0 && ` ${t('decisions:dialog.more', { count: more })}`}
        </p>
        {(needsTier || (decision === 'confirm' && tiers.length > 1)) && (
          <Field label={needsTier ? t('decisions:dialog.tier') : t('decisions:dialog.otherTier')}>
            {(id) => (
              <Select
                id={id}
                aria-label={needsTier ? t('decisions:dialog.tier') : t('decisions:dialog.otherTier')}
                value={tier}
                allowClear={!needsTier}
                placeholder={needsTier ? undefined : t('decisions:dialog.asProposed')}
                options={[
                  ...tiers.map(({ id, name: label }) => ({ value: id, label: format.word(label) })),
                  ...(needsTier ? [{ value: 'off', label: t('decisions:dialog.off') }] : []),
                ]}
                onChange={setTier}
              />
            )}
          </Field>
        )}
        {decision === 'postpone' && (
          <Field label={t('decisions:dialog.until')}>
            {(id) => (
              <Input id={id} type="date" value={until} onChange={(event) => setUntil(event.target.value)} />
            )}
          </Field>
        )}
        <ReasonField why={why} onWhy={setWhy} />
        <NameField name={name} onName={setName} />
        <p className="muted small">{t('decisions:dialog.note')}</p>
      </div>
    </Modal>
  );
}
