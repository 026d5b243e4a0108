import { Link } from '@tanstack/react-router';
import { Button, Checkbox } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProposalsView, ProposalView } from '../../api/decisions';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { DASH } from '../../format/number';
import { useFormat } from '../../format/use-format';
import type { Asked } from './decision-dialog';
import '../../components/plain-table.css';

/** Rows that are added at a time. */
const STEP = 25;

interface ProposalsTileProps {
  proposals: ProposalsView;
  onAsk: (asked: Asked) => void;
}

/** What the valuation proposes: chosen by ticks, decided with a reason. */
export function ProposalsTile({ proposals, onAsk }: ProposalsTileProps) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const [ticked, setTicked] = useState<string[]>([]);
  const [shown, setShown] = useState(STEP);
  const rows = proposals.proposals;
  const chosen = rows.filter(({ customer_id }) => ticked.includes(customer_id));
  const tick = (id: string, on: boolean) =>
    setTicked(on ? [...ticked, id] : ticked.filter((known) => known !== id));
  const tier = (one: ProposalView['tier']) => (one ? format.word(one.name) : DASH);
  const ask = (decision: Asked['decision']) => onAsk({ decision, accounts: chosen });
  const ranked = rows.some((row) => row.rank != null);
  return (
    <Tile
      id="roster-proposals"
      wide
      title={t('decisions:proposals.title')}
      definition={t('decisions:proposals.definition')}
      empty={rows.length === 0 ? <EmptyTile reason={t('decisions:proposals.none')} /> : undefined}
      sheet={{
        columns: [
          t('decisions:column.id'),
          t('decisions:column.account'),
          t('decisions:column.proposal'),
          t('decisions:column.ground'),
          t('decisions:column.now'),
          t('decisions:column.proposed'),
          t('decisions:column.since'),
          t('decisions:column.revenue'),
          t('decisions:column.tenure'),
          t('decisions:column.rank'),
        ],
        rows: rows.map((row) => [
          row.customer_id,
          row.name ?? '',
          t(`decisions:action.${row.action}`),
          t(`decisions:ground.${row.ground}`),
          tier(row.tier),
          tier(row.proposed),
          row.since ?? null,
          row.revenue ?? null,
          row.tenure_days ?? null,
          row.rank ?? null,
        ]),
      }}
    >
      <div className="decision-tools">
        <span className="muted small">{t('decisions:proposals.ticked', { count: chosen.length })}</span>
        <Button size="small" type="primary" disabled={chosen.length === 0} onClick={() => ask('confirm')}>
          {t('decisions:decision.confirm')}
        </Button>
        <Button size="small" disabled={chosen.length === 0} onClick={() => ask('decline')}>
          {t('decisions:decision.decline')}
        </Button>
        <Button size="small" disabled={chosen.length === 0} onClick={() => ask('postpone')}>
          {t('decisions:decision.postpone')}
        </Button>
      </div>
      <div className="table-scroll">
        <table className="plain-table decision-table">
          <thead>
            <tr>
              <th scope="col" className="tick">
                <Checkbox
                  aria-label={t('decisions:proposals.all')}
                  checked={chosen.length === rows.length}
                  indeterminate={chosen.length > 0 && chosen.length < rows.length}
                  onChange={(event) =>
                    setTicked(event.target.checked ? rows.map(({ customer_id }) => customer_id) : [])
                  }
                />
              </th>
              <th scope="col">{t('decisions:column.account')}</th>
              <th scope="col">{t('decisions:column.proposal')}</th>
              <th scope="col">{t('decisions:column.ground')}</th>
              <th scope="col">{t('decisions:column.now')}</th>
              <th scope="col">{t('decisions:column.proposed')}</th>
              <th scope="col">{t('decisions:column.since')}</th>
              <th scope="col" className="number">
                {t('decisions:column.revenue')} <span className="column-unit">{format.currency}</span>
              </th>
              <th scope="col" className="number">
                {t('decisions:column.tenure')}
              </th>
              {ranked && (
                <th scope="col" className="number">
                  {t('decisions:column.rank')}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, shown).map((row) => (
              <tr key={row.customer_id}>
                <td className="tick">
                  <Checkbox
                    aria-label={row.name ?? row.customer_id}
                    checked={ticked.includes(row.customer_id)}
                    onChange={(event) => tick(row.customer_id, event.target.checked)}
                  />
                </td>
                <td>
                  <Link to="/customers/$id" params={{ id: row.customer_id }}>
                    {row.name ?? row.customer_id}
                  </Link>
                </td>
                <td className={`action-${row.action}`}>{t(`decisions:action.${row.action}`)}</td>
                <td>{t(`decisions:ground.${row.ground}`)}</td>
                <td>{tier(row.tier)}</td>
                <td>{tier(row.proposed)}</td>
                <td>{format.day(row.since)}</td>
                <td className="number" title={format.moneyExact(row.revenue)}>
                  {format.compact(row.revenue)}
                </td>
                <td className="number">{format.exact(row.tenure_days, 0)}</td>
                {ranked && <td className="number">{format.exact(row.rank, 0)}</td>}
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
