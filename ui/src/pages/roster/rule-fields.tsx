import { CloseOutlined } from '@ant-design/icons';
import { Input, InputNumber, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCatalogue } from '../../api/use-catalogue';
import { useFieldName } from '../../api/use-field-name';
import { Field } from '../../components/field';
import { useFormat } from '../../format/use-format';
import type { Draft, TierDraft } from './rule-draft';

interface RuleFieldsProps {
  draft: Draft;
  fields: string[];
  onDraft: (draft: Draft) => void;
}

/** The fields of a rule. */
export function RuleFields({ draft, fields, onDraft }: RuleFieldsProps) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const nameOf = useFieldName();
  const catalogue = useCatalogue();
  const schemes = catalogue.measures.filter(
    ({ kind, state, internal, id }) => kind === 'label' && !state && !internal && id !== 'key_account',
  );
  const cards = schemes.flatMap((scheme) => {
    const card = /^card\.(.+)\.tier$/.exec(scheme.id)?.[1];
    return card ? [{ value: card, label: format.word(scheme.label) }] : [];
  });
  const change = (part: Partial<Draft>) => onDraft({ ...draft, ...part });
  const amount = (key: 'enter' | 'stay' | 'window' | 'tenure', min: number) => (
    <Field label={t(`decisions:rule.${key}`)}>
      {(id) => (
        <InputNumber
          id={id}
          style={{ width: '100%' }}
          min={min}
          value={draft[key]}
          aria-label={t(`decisions:rule.${key}`)}
          onChange={(value) => change({ [key]: value })}
        />
      )}
    </Field>
  );
  return (
    <>
      <div className="field-row">
        {amount('enter', 0)}
        {amount('stay', 0)}
      </div>
      <div className="field-row">
        {amount('window', 1)}
        {amount('tenure', 0)}
      </div>
      <h3>{t('decisions:rule.classes')}</h3>
      {fields.length === 0 && <p className="muted small">{t('decisions:rule.noFields')}</p>}
      {draft.classes.map((one, place) => (
        <div className="rule-row" key={place}>
          <Select
            aria-label={t('decisions:rule.field')}
            value={one.field || undefined}
            placeholder={t('decisions:rule.field')}
            options={fields.map((field) => ({ value: field, label: nameOf(field) }))}
            onChange={(field) => change({ classes: replaced(draft.classes, place, { ...one, field }) })}
          />
          <Select
            mode="tags"
            aria-label={t('decisions:rule.values')}
            value={one.values}
            placeholder={t('decisions:rule.values')}
            options={(catalogue.attributes.find(({ id }) => id === one.field)?.values ?? []).map((value) => ({
              value,
            }))}
            onChange={(values) => change({ classes: replaced(draft.classes, place, { ...one, values }) })}
          />
          <Remove onClick={() => change({ classes: without(draft.classes, place) })} />
        </div>
      ))}
      {fields.length > 0 && (
        <Add onClick={() => change({ classes: [...draft.classes, { field: '', values: [] }] })}>
          {t('decisions:rule.addClass')}
        </Add>
      )}
      <h3>{t('decisions:rule.labels')}</h3>
      {draft.labels.map((one, place) => {
        const scheme = schemes.find(({ id }) => id === one.scheme);
        const options = (scheme?.labels ?? []).map(({ id, label }) => ({
          value: id,
          label: format.word(label),
        }));
        const put = (part: Partial<typeof one>) =>
          change({ labels: replaced(draft.labels, place, { ...one, ...part }) });
        return (
          <div className="rule-row" key={place}>
            <Select
              aria-label={t('decisions:rule.scheme')}
              value={one.scheme || undefined}
              placeholder={t('decisions:rule.scheme')}
              popupMatchSelectWidth={false}
              options={schemes.map(({ id, label }) => ({ value: id, label: format.word(label) }))}
              onChange={(id) => put({ scheme: id, enter: [], stay: [] })}
            />
            <Select
              mode="multiple"
              aria-label={t('decisions:rule.enterWith')}
              value={one.enter}
              placeholder={t('decisions:rule.enterWith')}
              options={options}
              onChange={(enter) => put({ enter })}
            />
            <Remove onClick={() => change({ labels: without(draft.labels, place) })} />
            <span />
            <Select
              mode="multiple"
              aria-label={t('decisions:rule.stayWith')}
              value={one.stay}
              placeholder={t('decisions:rule.stayWith')}
              options={options}
              onChange={(stay) => put({ stay })}
            />
          </div>
        );
      })}
      <Add onClick={() => change({ labels: [...draft.labels, { scheme: '', enter: [], stay: [] }] })}>
        {t('decisions:rule.addLabel')}
      </Add>
      <h3>{t('decisions:rule.tiers')}</h3>
      {cards.length > 0 && (
        <Field label={t('decisions:rule.card')}>
          {(id) => (
            <Select
              id={id}
              allowClear
              aria-label={t('decisions:rule.card')}
              value={draft.card}
              placeholder={t('decisions:rule.byRevenue')}
              options={cards}
              onChange={(card?: string) => change({ card })}
            />
          )}
        </Field>
      )}
      {!draft.card &&
        draft.tiers.map((tier, place) => (
          <TierFields
            key={place}
            tier={tier}
            last={place === draft.tiers.length - 1}
            onTier={(next) => change({ tiers: replaced(draft.tiers, place, next) })}
            onRemove={() => change({ tiers: without(draft.tiers, place) })}
          />
        ))}
      {!draft.card && (
        <Add
          onClick={() =>
            change({
              tiers: [
                ...draft.tiers,
                { id: `tier-${draft.tiers.length + 1}`, zh: '', en: '', from: null, keep: null },
              ],
            })
          }
        >
          {t('decisions:rule.addTier')}
        </Add>
      )}
    </>
  );
}

interface TierFieldsProps {
  tier: TierDraft;
  last: boolean;
  onTier: (tier: TierDraft) => void;
  onRemove: () => void;
}

function TierFields({ tier, last, onTier, onRemove }: TierFieldsProps) {
  const { t } = useTranslation('decisions');
  const text = (key: 'zh' | 'en') => (
    <Field label={t(`decisions:rule.name.${key}`)}>
      {(id) => (
        <Input
          id={id}
          value={tier[key]}
          onChange={(event) => onTier({ ...tier, [key]: event.target.value })}
        />
      )}
    </Field>
  );
  const bound = (key: 'from' | 'keep') => (
    <Field label={t(`decisions:rule.${key}`)}>
      {(id) => (
        <InputNumber
          id={id}
          style={{ width: '100%' }}
          min={0}
          value={tier[key]}
          onChange={(value) => onTier({ ...tier, [key]: value })}
        />
      )}
    </Field>
  );
  return (
    <div className="rule-tier">
      {text('zh')}
      {text('en')}
      {last ? <span className="muted small">{t('decisions:rule.lastTier')}</span> : bound('from')}
      {last ? <span /> : bound('keep')}
      <Remove onClick={onRemove} />
    </div>
  );
}

function Add({ children, onClick }: { children: string; onClick: () => void }) {
  return (
    <div>
      <button type="button" className="plain-button" onClick={onClick}>
        {children}
      </button>
    </div>
  );
}

function Remove({ onClick }: { onClick: () => void }) {
  const { t } = useTranslation('decisions');
  return (
    <button type="button" className="icon-button" aria-label={t('decisions:rule.remove')} onClick={onClick}>
      <CloseOutlined aria-hidden />
    </button>
  );
}

function replaced<T>(list: T[], place: number, item: T): T[] {
  return list.map((old, index) => (index === place ? item : old));
}

function without<T>(list: T[], place: number): T[] {
  return list.filter((_, index) => index !== place);
}
