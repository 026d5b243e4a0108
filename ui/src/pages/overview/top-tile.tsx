import { useTranslation } from 'react-i18next';
import type { TopCustomer } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { CustomerList, customerSheet } from './customer-list';

/** The ten most valuable customers. */
export function TopTile({ list }: { list: TopCustomer[] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const catalogue = useCatalogue();
  const title = (id: string) => {
    const measure = catalogue.measure(id);
    return measure ? format.word(measure.label) : id;
  };
  return (
    <Tile
      id="overview-top"
      wide
      title={t('overview:top.title')}
      definition={t('overview:top.definition')}
      empty={list.length === 0 ? <EmptyTile /> : undefined}
      sheet={customerSheet(list, title, format)}
    >
      <CustomerList list={list} />
    </Tile>
  );
}
