import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../api/decisions';
import { Tile } from '../../components/tile';
import '../../components/plain-table.css';

/** The group the account belongs to: parent, subsidiaries, sisters. */
export function GroupTile({ account }: { account: AccountView }) {
  const { t } = useTranslation('decisions');
  const { group } = account;
  if (!group) return null;
  const rows = [...(group.parent ? [{ ...group.parent, relation: 'parent' }] : []), ...group.members];
  return (
    <Tile
      id="customer-group"
      title={t('decisions:account.group')}
      definition={t('decisions:account.groupMeaning')}
      sheet={{
        columns: [t('decisions:column.id'), t('decisions:column.account'), t('decisions:account.relation')],
        rows: rows.map((one) => [one.customer_id, one.name ?? '', t(`decisions:relation.${one.relation}`)]),
      }}
    >
      <div className="tile-scroll">
        <table className="plain-table">
          <tbody>
            {rows.map((one) => (
              <tr key={one.customer_id}>
                <td>
                  <Link to="/customers/$id" params={{ id: one.customer_id }}>
                    {one.name ?? one.customer_id}
                  </Link>
                </td>
                <td className="muted">{t(`decisions:relation.${one.relation}`)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Tile>
  );
}
