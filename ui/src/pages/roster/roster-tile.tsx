import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RosterView } from '../../api/decisions';
import { MeasureName } from '../../components/definition';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import type { Asked } from './decision-dialog';
import '../../components/plain-table.css';

/** Rows that are added at a time. */
const STEP = 25;

interface RosterTileProps {
  roster: RosterView;
  /** a day in the past is shown: nothing can be changed there */
  past: boolean;
  onAsk: (asked: Asked) => void;
}

/** Who is on the roster, in which tier and since when, with the figures beside. */
export function RosterTile({ roster, past, onAsk }: RosterTileProps) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const [shown, setShown] = useState(STEP);
  const rows = roster.accounts;
  const ranked = rows.some((row) => row.rank != null);
  return (
    <Tile
      id="roster-accounts"
      wide
      title={t('decisions:roster.accounts')}
      note={past ? t('decisions:figure.on', { day: format.day(roster.on) }) : undefined}
      definition={t('decisions:roster.definition')}
      empty={rows.length === 0 ? <EmptyTile reason={t('decisions:roster.nobody')} /> : undefined}
      sheet={{
        columns: [
          t('decisions:column.id'),
          t('decisions:column.account'),
          t('decisions:column.tier'),
          t('decisions:column.since'),
          t('decisions:column.tierSince'),
          t('decisions:column.revenue'),
          t('decisions:column.value'),
          t('decisions:column.rank'),
          t('decisions:column.by'),
          t('decisions:why'),
        ],
        rows: rows.map((row) => [
          row.customer_id,
          row.name ?? '',
          format.word(row.tier.name),
          row.since,
          row.tier_since,
          row.revenue ?? null,
          row.customer_value ?? null,
          row.rank ?? null,
          row.by,
          row.why,
        ]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table decision-table">
          <thead>
            <tr>
              <th scope="col">{t('decisions:column.account')}</th>
              <th scope="col">{t('decisions:column.tier')}</th>
              <th scope="col">{t('decisions:column.since')}</th>
              <th scope="col" className="number">
                {t('decisions:column.revenue')} <span className="column-unit">{format.currency}</span>
              </th>
              <th scope="col" className="number">
                <MeasureName id="customer_value" /> <span className="column-unit">{format.currency}</span>
              </th>
              {ranked && (
                <th scope="col" className="number">
                  {t('decisions:column.rank')}
                </th>
              )}
              <th scope="col">{t('decisions:column.last')}</th>
              {!past && <th scope="col">{t('decisions:column.change')}</th>}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <tr key={row.customer_id}>
                <td>
                  <Link to="/customers/$id" params={{ id: row.customer_id }}>
                    {row.name ?? row.customer_id}
                  </Link>
                </td>
                <td>{format.word(row.tier.name)}</td>
                <td>{format.day(row.since)}</td>
                <td className="number" title={format.moneyExact(row.revenue)}>
                  {format.compact(row.revenue)}
                </td>
                <td className="number" title={format.moneyExact(row.customer_value)}>
                  {format.compact(row.customer_value)}
                </td>
                {ranked && <td className="number">{format.exact(row.rank, 0)}</td>}
                <td className="said">
                  {row.why} <span className="muted small">{row.by}</span>
                </td>
                {!past && (
                  <td>
                    <button
                      type="button"
                      className="plain-button"
                      onClick={() => onAsk({ decision: 'set', accounts: [row] })}
                    >
                      {t('decisions:decision.set')}
                    </button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {shown < rows.length && (
        <button type="button" className="plain-button more" onClick={() => setShown(shown + STEP)}>
          {t('decisions:more', { shown: format.count(shown), all: format.count(rows.length) })}
        </button>
      )}
    </Tile>
  );
}
