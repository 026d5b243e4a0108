import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifetimeValueView } from '../../api/types';
import { heat, heatInk } from '../../app/palette';
import { useThemeMode } from '../../app/theme-mode';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import type { Maybe } from '../../format/number';
import { useFormat } from '../../format/use-format';
import { type CohortMeasure, cohortCells, firstSpan, isMoney, knownMeasures } from './cohort-measures';
import './cohort-tile.css';

/** Customers by period of first purchase, followed period by period; what is not lived yet stays blank. */
export function CohortTile({ triangles }: { triangles: LifetimeValueView['cohorts'] }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const { mode } = useThemeMode();
  const [span, setSpan] = useState(() => firstSpan(triangles));
  const cohorts = triangles.find((triangle) => triangle.span === span)?.cohorts ?? [];
  const known = knownMeasures(cohorts);
  const [asked, setAsked] = useState<CohortMeasure>('revenue_per_customer');
  const shown = known.includes(asked) ? asked : (known[0] ?? 'retention');
  const rows = cohorts.map((cohort) => ({ ...cohort, cells: cohortCells(cohort, shown) }));
  const periods = Math.max(0, ...rows.map((row) => row.cells.length));
  // Everyone buys in the first period: it would drown the shades of the rest, where nothing is cumulated.
  const first = shown === 'revenue_per_customer' || shown === 'average_order' ? 0 : 1;
  const values = rows.flatMap((row) => row.cells.slice(first)).filter((value) => value != null);
  const least = Math.min(...values);
  const most = Math.max(...values, least + 1e-9);
  const show = (value: Maybe<number>) => {
    if (shown === 'retention') return format.percent(value);
    return isMoney(shown) ? format.compact(value) : format.count(value);
  };
  const places = Array.from({ length: periods }, (_, period) => period);
  const label = (cohort: string) => (span === 'month' ? format.month(cohort) : format.quarter(cohort));
  return (
    <Tile
      id="lifetime-value-cohorts"
      wide
      title={t('lifetime-value:cohorts.title')}
      definition={t('lifetime-value:cohorts.definition')}
      note={t(`lifetime-value:cohorts.note.${shown}`, {
        currency: format.currency,
        since: t(`lifetime-value:cohorts.since.${span}`),
      })}
      empty={triangles.length === 0 ? <EmptyTile /> : undefined}
      tools={
        <span className="cohort-tools">
          <Select<CohortMeasure>
            size="small"
            popupMatchSelectWidth={false}
            aria-label={t('lifetime-value:cohorts.choose')}
            value={shown}
            onChange={setAsked}
            options={known.map((id) => ({ value: id, label: t(`lifetime-value:cohorts.${id}`) }))}
          />
          {triangles.length > 1 && (
            <Segmented<string>
              size="small"
              value={span}
              onChange={setSpan}
              options={triangles.map((triangle) => ({
                value: triangle.span,
                label: t(`lifetime-value:cohorts.span.${triangle.span}`),
              }))}
            />
          )}
        </span>
      }
      sheet={{
        columns: [
          t('lifetime-value:cohorts.cohort'),
          t('lifetime-value:cohorts.customers'),
          ...places.map(String),
          t('lifetime-value:cohorts.residual'),
        ],
        rows: rows.map((row) => [
          row.cohort,
          row.customers,
          ...places.map((period) => row.cells[period] ?? null),
          row.residual_value ?? null,
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
              {places.map((period) => (
                <th scope="col" className="period" key={period}>
                  {period}
                </th>
              ))}
              <th scope="col" className="number ahead">
                {t('lifetime-value:cohorts.residual')}
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.cohort}>
                <th scope="row">{label(row.cohort)}</th>
                <td className="number">{format.count(row.customers)}</td>
                {places.map((period) => {
                  const value = row.cells[period];
                  if (value == null) {
                    return <td key={period}>{period < row.cells.length ? '–' : ''}</td>;
                  }
                  const share = Math.min(1, Math.max(0.05, (value - least) / (most - least)));
                  return (
                    <td
                      key={period}
                      className="lived"
                      style={{ background: heat(share, mode), color: heatInk(share, mode) }}
                    >
                      {show(value)}
                    </td>
                  );
                })}
                <td className="number ahead">{format.compact(row.residual_value)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Tile>
  );
}
