import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type BelowCostLever, type BelowCostView, earners } from '../../api/earners';
import { EmptyTile } from '../../components/empty-tile';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import type { ProfitTileProps } from './profit-tiles';
import { useCostsProblem } from './use-costs-problem';
import '../../components/plain-table.css';
import './earners.css';

const SHOWN = 20;
const TARGETS = [0, 0.05, 0.1, 0.2];

/** Customers who do not bring what they cost, what to change about each, and what it would bring. */
export function BelowCostTile({ id }: ProfitTileProps) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const [target, setTarget] = useState(0);
  const { data, error } = useQuery(earners.belowCost(id, target));
  const view = data?.below;
  const problem = useCostsProblem(data?.problem, error);
  const empty = problem ?? (view?.count === 0 ? <EmptyTile reason={t('earners:below.none')} /> : undefined);
  return (
    <Tile
      id="profit-below-cost"
      wide
      title={t('earners:below.title')}
      definition={t('earners:below.definition')}
      note={
        view &&
        view.count > 0 &&
        t('earners:below.sentence', {
          count: view.count,
          all: format.count(view.all),
          loss: format.money(-view.loss),
        })
      }
      tools={
        <Select
          size="small"
          aria-label={t('earners:below.target')}
          value={target}
          onChange={setTarget}
          options={TARGETS.map((value) => ({
            value,
            label: `${t('earners:below.target')}: ${format.percent(value, 0)}`,
          }))}
        />
      }
      empty={empty}
      sheet={view ? sheet(view, t) : null}
    >
      {!view && <TileBone />}
      {view && (
        <>
          <Levers view={view} />
          <div className="table-scroll">
            <table className="plain-table earners-below">
              <thead>
                <tr>
                  <th scope="col">{t('earners:below.customer')}</th>
                  <th scope="col" className="number">
                    {t('earners:below.revenue')}
                  </th>
                  <th scope="col" className="number">
                    {t('earners:below.profit')}
                  </th>
                  <th scope="col">{t('earners:below.what')}</th>
                </tr>
              </thead>
              <tbody>
                {view.customers.slice(0, SHOWN).map((customer) => (
                  <tr key={customer.customer_id}>
                    <td>
                      <Link to="/customers/$id" params={{ id: customer.customer_id }}>
                        {customer.customer_id}
                      </Link>
                    </td>
                    <td className="number">{format.compact(customer.revenue)}</td>
                    <td className="number fall">{format.compact(customer.profit_incremental)}</td>
                    <td>
                      {customer.levers.length === 0 && t('earners:below.letGo')}
                      <ul className="earners-levers">
                        {customer.levers.map((lever) => (
                          <li key={lever.lever}>
                            <Change lever={lever} />
                          </li>
                        ))}
                      </ul>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {view.count > SHOWN && <p className="muted small">{t('earners:below.more', { count: SHOWN })}</p>}
        </>
      )}
    </Tile>
  );
}

function Levers({ view }: { view: BelowCostView }) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('earners:below.change')}</th>
            <th scope="col" className="number">
              {t('earners:below.customers')}
            </th>
            <th scope="col" className="number">
              {t('earners:below.reach')}
            </th>
            <th scope="col" className="number">
              {t('earners:below.brings')}
            </th>
          </tr>
        </thead>
        <tbody>
          {view.levers.map((total) => (
            <tr key={total.lever}>
              <td>{t(`earners:below.lever.${total.lever}`)}</td>
              <td className="number">{format.count(total.customers)}</td>
              <td className="number">{format.count(total.reach)}</td>
              <td className="number">{format.money(total.brings)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Change({ lever }: { lever: BelowCostLever }) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const sign = lever.change > 0 ? '+' : '';
  return (
    <>
      {t(`earners:below.lever.${lever.lever}`)}
      {lever.to && ` (${lever.to})`}{' '}
      <b className="figures">
        {sign}
        {format.percent(lever.change)}
      </b>
      , {t('earners:below.gain', { money: format.money(lever.brings) })}
      {!lever.reaches && <span className="muted"> · {t('earners:below.alone')}</span>}
    </>
  );
}

function sheet(view: BelowCostView, t: (key: string) => string) {
  return {
    columns: [
      t('earners:below.customer'),
      t('earners:below.revenue'),
      t('earners:below.profit'),
      t('earners:below.change'),
      '→',
      '%',
      t('earners:below.brings'),
    ],
    rows: view.customers.flatMap((customer) =>
      (customer.levers.length > 0 ? customer.levers : [null]).map((lever) => [
        customer.customer_id,
        customer.revenue,
        customer.profit_incremental,
        lever ? t(`earners:below.lever.${lever.lever}`) : t('earners:below.letGo'),
        lever?.then ?? null,
        lever?.change ?? null,
        lever?.brings ?? null,
      ]),
    ),
  };
}
