import { useQuery } from '@tanstack/react-query';
import { decisions } from '../../api/decisions';
import type { CustomerView } from '../../api/types';
import { GroupTile } from './group-tile';
import { PapersTile } from './papers-tile';
import { PeopleTile } from './people-tile';
import { PlanTile } from './plan-tile';
import { WalletTile } from './wallet-tile';
import './account.css';

/** What is known and decided about an account beside its figures; only what there is. */
export function AccountTiles({ customer }: { customer: CustomerView }) {
  const { data } = useQuery(decisions.account(customer.customer_id));
  if (!data) return null;
  return (
    <>
      <PlanTile customer={customer} account={data} />
      <PeopleTile account={data} />
      <WalletTile account={data} />
      <PapersTile account={data} />
      <GroupTile account={data} />
    </>
  );
}
