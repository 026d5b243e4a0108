import { useTranslation } from 'react-i18next';
import type { TopCustomer } from '../../api/types';
import { useFieldName } from '../../api/use-field-name';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { CustomerList, customerSheet } from './customer-list';

interface CustomersTileProps {
  id: 'top' | 'at-risk';
  list: TopCustomer[];
  /** what is said where the list is empty */
  none?: string;
}

/** A short list of customers: the most valuable, or those of them who are slipping. */
export function CustomersTile({ id, list, none }: CustomersTileProps) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const name = useFieldName();
  return (
    <Tile
      id={`overview-${id}`}
      wide
      title={t(`overview:list.${id}.title`)}
      definition={t(`overview:list.${id}.definition`)}
      empty={list.length === 0 ? <EmptyTile reason={none} /> : undefined}
      sheet={customerSheet(list, name, format)}
    >
      <CustomerList list={list} />
    </Tile>
  );
}
