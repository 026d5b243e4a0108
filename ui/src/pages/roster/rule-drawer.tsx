import { useQueryClient } from '@tanstack/react-query';
import { Button, Drawer } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import type { RosterView } from '../../api/decisions';
import { NameField, ReasonField } from '../../components/signature';
import { useAct } from '../../components/use-act';
import { useName } from '../../components/use-name';
import { useFormat } from '../../format/use-format';
import { type Draft, draftOf, problemIn, ruleOf } from './rule-draft';
import { RuleFields } from './rule-fields';

interface RuleDrawerProps {
  open: boolean;
  roster: RosterView;
  onClose: () => void;
}

/** The rule of the roster as a form: bounds, listed classes, labels, tiers. */
export function RuleDrawer({ open, roster, onClose }: RuleDrawerProps) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const cache = useQueryClient();
  const [draft, setDraft] = useState<Draft>(() => draftOf(roster.rule?.rule));
  const [name, setName] = useName();
  const [why, setWhy] = useState('');
  const { busy, act } = useAct();
  useEffect(() => {
    if (!open) return;
    setDraft(draftOf(roster.rule?.rule));
    setWhy('');
  }, [open, roster.rule]);
  const problem = problemIn(draft);
  const save = async () => {
    const body = { rule: ruleOf(draft), by: name, why };
    const done = await act(() => unwrap(client.PUT('/api/v1/roster/rule', { body })));
    if (!done) return;
    void cache.invalidateQueries({ queryKey: ['status'] });
    onClose();
  };
  return (
    <Drawer open={open} onClose={onClose} size={640} title={t('decisions:rule.title')} destroyOnHidden>
      <div className="rule-form signature">
        <p className="muted small">{t('decisions:rule.hint')}</p>
        {roster.rule && (
          <p className="muted small">
            {t('decisions:rule.version', {
              version: String(roster.rule.version),
              by: roster.rule.by,
              day: format.moment(roster.rule.at),
              why: roster.rule.why,
            })}
          </p>
        )}
        <RuleFields draft={draft} fields={roster.fields} onDraft={setDraft} />
        <ReasonField why={why} onWhy={setWhy} />
        <NameField name={name} onName={setName} />
        {problem && <p className="overdue small">{t(`decisions:rule.problem.${problem}`)}</p>}
        <div>
          <Button
            type="primary"
            loading={busy}
            disabled={problem !== null || why.trim() === '' || name.trim() === ''}
            onClick={() => void save()}
          >
            {t('decisions:rule.save')}
          </Button>
        </div>
      </div>
    </Drawer>
  );
}
