import { useNavigate, useSearch } from '@tanstack/react-router';
import { Tabs } from 'antd';
import { useTranslation } from 'react-i18next';
import type { PageSearch } from '../../filter/search';

/** Scorecards, roster and tasks: three sides of the same accounts. */
export function AccountTabs() {
  const { t } = useTranslation('decisions');
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as PageSearch;
  return (
    <Tabs
      className="account-tabs"
      activeKey={search.tab ?? 'cards'}
      onChange={(tab) => void navigate({ to: '/accounts', search: tab === 'cards' ? {} : { tab } })}
      items={[
        { key: 'cards', label: t('decisions:tab.cards') },
        { key: 'roster', label: t('decisions:tab.roster') },
        { key: 'tasks', label: t('decisions:tab.tasks') },
      ]}
    />
  );
}
