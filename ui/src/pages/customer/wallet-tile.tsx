import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../api/decisions';
import { Bar } from '../../components/bar';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

/** What the account spends on the category, with us and with others. */
export function WalletTile({ account }: { account: AccountView }) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const { wallet } = account;
  if (!wallet) return null;
  const rows = [
    { name: t('decisions:account.us'), share: wallet.own_share, ours: true },
    ...wallet.competitors.map(({ name, share }) => ({ name, share, ours: false })),
  ];
  return (
    <Tile
      id="customer-wallet"
      title={t('decisions:account.wallet')}
      note={t('decisions:account.walletNote', {
        day: format.day(wallet.period),
        spend: format.money(wallet.category_spend),
      })}
      definition={t('decisions:account.walletMeaning')}
      sheet={{
        columns: [t('decisions:account.supplier'), t('decisions:account.share')],
        rows: rows.map(({ name, share }) => [name, share ?? null]),
      }}
    >
      {rows.map(({ name, share, ours }) => (
        <div className="wallet-row" key={name}>
          <span>{name}</span>
          <Bar share={share ?? 0} color={ours ? 'var(--accent)' : 'var(--quiet)'} />
          <span className="figures">{format.percent(share, 0)}</span>
        </div>
      ))}
    </Tile>
  );
}
