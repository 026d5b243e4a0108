import { useTranslation } from 'react-i18next';
import type { LabelTotal } from '../../api/types';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { LabelShares } from './label-shares';
import { Pyramid } from './pyramid';
import { labelSheet } from './segments-tile';

/** ABC classes: a pyramid of customers and what each storey is worth. */
export function AbcTile({ labels }: { labels: LabelTotal[] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  return (
    <Tile
      id="overview-abc"
      title={t('overview:abc.title')}
      definition={t('overview:abc.definition')}
      empty={labels.every((label) => label.customers === 0) ? <EmptyTile /> : undefined}
      sheet={labelSheet(
        labels,
        [
          t('overview:abc.title'),
          t('overview:shares.customers'),
          t('overview:shares.revenue', { currency: format.currency }),
          t('overview:shares.customerValue', { currency: format.currency }),
          t('overview:shares.expected', { currency: format.currency }),
        ],
        format.word,
      )}
    >
      <Pyramid labels={labels} />
      <LabelShares measure="abc_class" labels={labels} />
    </Tile>
  );
}
