import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../api/decisions';
import { Tile } from '../../components/tile';

/** Who decides at the account. How to reach them stands here alone: the table view and the exports leave it out. */
export function PeopleTile({ account }: { account: AccountView }) {
  const { t } = useTranslation('decisions');
  if (account.people.length === 0) return null;
  return (
    <Tile
      id="customer-people"
      title={t('decisions:account.people')}
      definition={t('decisions:account.peopleMeaning')}
      sheet={{
        columns: [t('decisions:account.name'), t('decisions:account.role'), t('decisions:account.influence')],
        rows: account.people.map(({ name, role, influence }) => [name, role ?? '', influence ?? '']),
      }}
    >
      <ul className="people-list">
        {account.people.map((person, index) => (
          <li key={index}>
            <b>{person.name}</b> {[person.role, person.influence].filter(Boolean).join(' · ')}
            {person.contact && <div className="muted small">{person.contact}</div>}
          </li>
        ))}
      </ul>
    </Tile>
  );
}
