import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import { Branches } from '../../components/branches';
import { MeasureName } from '../../components/definition';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { profitParts } from './profit-parts';
import { number } from './values';

/** What the customer left after the cost of serving it, fully allocated and incremental; nothing where no cost is known. */
export function ProfitTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('customer');
  const format = useFormat();
  const parts = profitParts(customer);
  if (parts.length === 0) return null;
  const margin = (id: string) => format.percent(number(customer, id));
  return (
    <Tile
      id="customer-profit"
      title={t('customer:profit.title')}
      definition={t('customer:profit.definition')}
      note={t('customer:profit.note', { currency: format.currency })}
      sheet={{
        columns: [t('customer:profit.part'), format.currency],
        rows: parts.map(({ id, value }) => [t(`customer:profit.${id}`), value ?? null]),
      }}
    >
      <Branches
        missing={t('customer:unknownValue')}
        branches={parts.map((part) => ({
          ...part,
          name: <MeasureName id={part.id}>{t(`customer:profit.${part.id}`)}</MeasureName>,
        }))}
      />
      <p className="muted small">
        {t('customer:profit.margins', {
          full: margin('margin_full'),
          incremental: margin('margin_incremental'),
        })}
      </p>
    </Tile>
  );
}
