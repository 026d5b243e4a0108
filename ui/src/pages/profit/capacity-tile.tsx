import { useTranslation } from 'react-i18next';
import { Bar } from '../../components/bar';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import type { ProfitTileProps } from './profit-tiles';

/** Departments with a practical capacity: what of it was used, and what the rest costs. */
export function CapacityTile({ costed }: ProfitTileProps) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const timed = costed.report.departments.flatMap((department) =>
    department.minutes ? [{ ...department, minutes: department.minutes }] : [],
  );
  if (timed.length === 0) return null;
  return (
    <Tile
      id="profit-capacity"
      title={t('profit:capacity.title')}
      definition={t('profit:capacity.definition')}
      sheet={{
        columns: [
          t('profit:column.department'),
          t('profit:capacity.used'),
          t('profit:capacity.there'),
          t('profit:capacity.rate'),
          t('profit:capacity.unused'),
        ],
        rows: timed.map(({ name, minutes }) => [
          format.word(name),
          minutes.used,
          minutes.capacity,
          minutes.rate,
          minutes.unused_cost,
        ]),
      }}
    >
      <ul className="capacity-list">
        {timed.map(({ id, name, minutes }) => (
          <li key={id}>
            <div className="capacity-head">
              <b>{format.word(name)}</b>
              <span className="figures">{format.percent(minutes.used / minutes.capacity)}</span>
            </div>
            <Bar share={minutes.used / minutes.capacity} />
            <p className="muted small">
              {t('profit:capacity.minutes', {
                used: format.count(minutes.used),
                capacity: format.count(minutes.capacity),
                rate: format.exact(minutes.rate, 4),
                unused: format.money(minutes.unused_cost),
              })}
            </p>
          </li>
        ))}
      </ul>
    </Tile>
  );
}
