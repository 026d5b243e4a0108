import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreView } from '../../api/types';
import { Tile } from '../../components/tile';
import { nameOf } from './parts';
import { Way } from './way';

/** One account's way to the next tier; at first that of the account nearest to one. */
export function WayTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('ways');
  const [picked, setPicked] = useState<string | null>(null);
  const near = score.rows
    .filter((row) => row.to_next_tier != null)
    .sort((a, b) => (a.to_next_tier ?? 0) - (b.to_next_tier ?? 0));
  const chosen = score.rows.find((row) => row.customer_id === picked) ?? near[0];
  if (!chosen || score.tiers.length < 2) return null;
  return (
    <Tile id="accounts-way" title={t('ways:gap.title')} definition={t('ways:gap.definition')}>
      <Select
        className="compare-select"
        showSearch={{ optionFilterProp: 'label' }}
        aria-label={t('ways:column.account')}
        value={chosen.customer_id}
        options={score.rows.map((row) => ({ value: row.customer_id, label: nameOf(row) }))}
        onChange={(id: string) => setPicked(id)}
      />
      <Way card={score.card} customer={chosen.customer_id} />
    </Tile>
  );
}
