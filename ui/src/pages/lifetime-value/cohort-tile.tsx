import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CohortView } from '../../api/types';
import { heat, heatInk } from '../../app/palette';
import { useThemeMode } from '../../app/theme-mode';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import type { Maybe } from '../../format/number';
import { useFormat } from '../../format/use-format';
import './cohort-tile.css';

/** Customers by month of first purchase, followed month by month; what is not lived yet stays blank. */
export function CohortTile({ cohorts }: { cohorts: CohortView[] }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const { mode } = useThemeMode();
  const money = cohorts.some((cohort) => cohort.revenue.some((value) => value != null));
  const [shown, setShown] = useState<'revenue' | 'active'>(money ? 'revenue' : 'active');
  const months = Math.max(0, ...cohorts.map((cohort) => cohort[shown].length));
  // Everyone buys in the first month: it would drown the shades of the rest.
  const values = cohorts.flatMap((cohort) => (shown === 'active' ? cohort.active.slice(1) : cohort.revenue));
  const known = values.filter((value): value is number => value != null);
  const least = Math.min(...known);
  const most = Math.max(...known, least + 1e-9);
  const show = (value: Maybe<number>) => (shown === 'active' ? format.percent(value) : format.compact(value));
  return (
    <Tile
      id="lifetime-value-cohorts"
      wide
      title={t('lifetime-value:cohorts.title')}
      definition={t('lifetime-value:cohorts.definition')}
      note={t(`lifetime-value:cohorts.note.${shown}`, { currency: format.currency })}
      empty={cohorts.length === 0 ? <EmptyTile /> : undefined}
      tools={
        money && (
          <Segmented<'revenue' | 'active'>
            size="small"
            value={shown}
            onChange={setShown}
            options={[
              { value: 'revenue', label: t('lifetime-value:cohorts.revenue') },
              { value: 'active', label: t('lifetime-value:cohorts.active') },
            ]}
          />
        )
      }
      sheet={{
        columns: [
          t('lifetime-value:cohorts.cohort'),
          t('lifetime-value:cohorts.customers'),
          ...Array.from({ length: months }, (_, month) => String(month)),
          t('lifetime-value:cohorts.residual'),
        ],
        rows: cohorts.map((cohort) => [
          cohort.cohort,
          cohort.customers,
          ...Array.from({ length: months }, (_, month) => cohort[shown][month] ?? null),
          cohort.residual_value ?? null,
        ]),
      }}
    >
      <div className="cohort-scroll">
        <table className="cohorts">
          <thead>
            <tr>
              <th scope="col">{t('lifetime-value:cohorts.cohort')}</th>
              <th scope="col" className="number">
                {t('lifetime-value:cohorts.customers')}
              </th>
              {Array.from({ length: months }, (_, month) => (
                <th scope="col" key={month}>
                  {month}
                </th>
              ))}
              <th scope="col" className="number ahead">
                {t('lifetime-value:cohorts.residual')}
              </th>
            </tr>
          </thead>
          <tbody>
            {cohorts.map((cohort) => (
              <tr key={cohort.cohort}>
                <th scope="row">{format.month(cohort.cohort)}</th>
                <td className="number">{format.count(cohort.customers)}</td>
                {Array.from({ length: months }, (_, month) => {
                  const value = cohort[shown][month];
                  if (value === null || value === undefined) return <td key={month} />;
                  const share = Math.min(1, Math.max(0.05, (value - least) / (most - least)));
                  return (
                    <td
                      key={month}
                      className="lived"
                      style={{ background: heat(share, mode), color: heatInk(share, mode) }}
                    >
                      {show(value)}
                    </td>
                  );
                })}
                <td className="number ahead">{format.compact(cohort.residual_value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Tile>
  );
}
