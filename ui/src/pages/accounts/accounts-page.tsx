import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { CardSummary } from '../../api/types';
import { Gate } from '../../components/gate';
import { Page } from '../../components/page';
import type { PageSearch } from '../../filter/search';
import { useFormat } from '../../format/use-format';
import { RosterSection } from '../roster/roster-section';
import { TasksSection } from '../tasks/tasks-section';
import { AccountTabs } from './account-tabs';
import { CardDrawer, type Opened } from './card-drawer';
import { CardScore } from './card-score';
import { FormDrawer } from './form-drawer';
import { NewCard } from './new-card';
import { ReviewMenu } from './review-menu';
import './accounts.css';

/** Key accounts: their scorecards, the roster, and what is to be done. */
export default function AccountsPage() {
  const { tab } = useSearch({ strict: false }) as PageSearch;
  return (
    <>
      <AccountTabs />
      {tab === 'roster' ? <RosterSection /> : tab === 'tasks' ? <TasksSection /> : <Cards />}
    </>
  );
}

/** Accounts on a scorecard: who stands where, why, how firmly, and what would change it. */
function Cards() {
  const { t } = useTranslation('accounts');
  const query = useQuery(queries.cards());
  return (
    <Gate title={t('accounts:title')} query={query}>
      {(cards) => <Content cards={cards} />}
    </Gate>
  );
}

function Content({ cards }: { cards: CardSummary[] }) {
  const { t } = useTranslation(['accounts', 'ways']);
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as PageSearch;
  const [opened, setOpened] = useState<Opened | null>(null);
  const [typing, setTyping] = useState<string | null>(null);
  const card = cards.find(({ id }) => id === search.card) ?? cards[0];
  const show = (id: string | undefined) =>
    void navigate({ to: '/accounts', search: (old: PageSearch) => ({ ...old, card: id }) });
  const actions = (
    <>
      {card && (
        <>
          <Select
            className="card-select"
            aria-label={t('accounts:card')}
            value={card.id}
            popupMatchSelectWidth={false}
            options={cards.map(({ id, name }) => ({ value: id, label: name ? format.word(name) : id }))}
            onChange={show}
          />
          <button type="button" className="plain-button" onClick={() => setOpened({ card: card.id })}>
            {t('accounts:edit')}
          </button>
          <button type="button" className="plain-button" onClick={() => setTyping(card.id)}>
            {t('ways:form.button')}
          </button>
          <ReviewMenu of={{ card: card.id }} />
        </>
      )}
      <NewCard taken={cards.map(({ id }) => id)} onOpen={setOpened} />
    </>
  );
  return (
    <>
      {card ? (
        <CardScore key={card.id} card={card} actions={actions} onEdit={() => setOpened({ card: card.id })} />
      ) : (
        <Page title={t('accounts:title')} sentence={t('accounts:sentence.noCard')} actions={actions}>
          <p className="muted">{t('accounts:noCard')}</p>
        </Page>
      )}
      <FormDrawer card={typing} onClose={() => setTyping(null)} />
      <CardDrawer opened={opened} onClose={() => setOpened(null)} onShow={show} />
    </>
  );
}
