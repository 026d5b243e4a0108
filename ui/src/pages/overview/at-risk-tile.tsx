import { useTranslation } from 'react-i18next';
import type { TopCustomer } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { CustomerList, customerSheet } from './customer-list';

/** Valuable customers who have been away longer than is usual for them, most value at stake first. */
export function AtRiskTile({ list }: { list: TopCustomer[] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const catalogue = useCatalogue();
  const title = (id: string) => {
    const measure = catalogue.measure(id);
    return measure ? format.word(measure.label) : id;
  };
  return (
    <Tile
      id="overview-at-risk"
      wide
      title={t('overview:atRisk.title')}
      definition={t('overview:atRisk.definition')}
      empty={list.length === 0 ? <EmptyTile reason={t('overview:atRisk.none')} /> : undefined}
      sheet={customerSheet(list, title, format)}
    >
      <CustomerList list={list} />
    </Tile>
  );
}
