import { useTranslation } from 'react-i18next';
import type { LabelTotal } from '../../api/types';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { LabelShares } from './label-shares';

/** The named RFM groups: who they are by number and by value. */
export function SegmentsTile({ labels }: { labels: LabelTotal[] }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  return (
    <Tile
      id="overview-segments"
      title={t('overview:segments.title')}
      definition={t('overview:segments.definition')}
      empty={labels.every((label) => label.customers === 0) ? <EmptyTile /> : undefined}
      sheet={labelSheet(
        labels,
        [
          t('overview:segments.title'),
          t('overview:shares.customers'),
          t('overview:shares.revenue', { currency: format.currency }),
          t('overview:shares.customerValue', { currency: format.currency }),
          t('overview:shares.expected', { currency: format.currency }),
        ],
        format.word,
      )}
    >
      <LabelShares measure="rfm_segment" labels={labels} />
    </Tile>
  );
}

/** Labels as a table. */
export function labelSheet(
  labels: LabelTotal[],
  columns: string[],
  word: (text: { zh: string; en: string }) => string,
) {
  return {
    columns,
    rows: labels.map((label) => [
      word(label.label),
      label.customers,
      label.revenue ?? null,
      label.customer_value ?? null,
      label.expected_value ?? null,
    ]),
  };
}
