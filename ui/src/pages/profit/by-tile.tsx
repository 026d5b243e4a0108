import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { earners, type ProfitRow, type ProfitTable } from '../../api/earners';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import { DASH } from '../../format/number';
import { useFormat } from '../../format/use-format';
import { MixTable } from './mix-table';
import type { ProfitTileProps } from './profit-tiles';
import { useCostsProblem } from './use-costs-problem';
import '../../components/plain-table.css';
import './earners.css';

/** Profit by one dimension, the two views side by side. */
export function ByTile({ id, view: side }: ProfitTileProps) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const [by, setBy] = useState('tier');
  const [tiers, setTiers] = useState('');
  const { data, error } = useQuery(earners.by(id, by, by === 'tier' && tiers !== '' ? tiers : undefined));
  const view = data?.profit;
  const empty = useCostsProblem(data?.problem, error);
  const dimensions = view?.dimensions.map((one) => ({ value: one.id, label: format.word(one.label) })) ?? [];
  const tools = (
    <span className="earners-tools">
      <Select
        size="small"
        showSearch
        optionFilterProp="label"
        popupMatchSelectWidth={false}
        aria-label={t('earners:by.dimension')}
        value={by}
        onChange={setBy}
        options={dimensions.length > 0 ? dimensions : [{ value: 'tier', label: t('earners:by.tier') }]}
      />
      {by === 'tier' && (
        <Input.Search
          size="small"
          className="earners-tiers"
          aria-label={t('earners:by.tiers')}
          placeholder="10000,20000,100000"
          onSearch={setTiers}
        />
      )}
    </span>
  );
  return (
    <Tile
      id="profit-by"
      wide
      title={t('earners:by.title')}
      definition={t('earners:by.definition')}
      note={view && `${format.word(view.name)}, ${format.day(view.from)} – ${format.day(view.to)}`}
      tools={tools}
      empty={empty}
      sheet={view ? sheet(view, t, format.word) : null}
    >
      {!view && <TileBone />}
      {view && (
        <>
          <Rows view={view} />
          <p className="muted small">
            {view.rows_in_all > view.rows.length && `${t('earners:by.more', { count: view.rows_in_all })} `}
            {view.tax > 0 && `${t('earners:by.tax', { share: format.percent(view.tax) })} `}
            {hasOutside(view) &&
              `${t('earners:by.outside', {
                unused: format.money(view.outside.unused),
                enterprise: format.money(view.outside.enterprise),
                open: format.money(view.outside.unassigned),
              })} `}
            {view.without_customer !== 0 &&
              t('earners:by.without', { amount: format.money(view.without_customer) })}
          </p>
          {view.mix.length > 0 && <MixTable table={view} view={side} />}
        </>
      )}
    </Tile>
  );
}

function hasOutside({ outside }: ProfitTable) {
  return outside.unused !== 0 || outside.enterprise !== 0 || outside.unassigned !== 0;
}

function Rows({ view }: { view: ProfitTable }) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const number = (key: string) => (
    <th scope="col" className="number">
      {key}
    </th>
  );
  const taxed = view.tax > 0;
  const marketed = view.total.marketing != null;
  const side = (row: ProfitRow, which: 'full' | 'incremental') => {
    const { [which]: one } = row;
    return (
      <>
        <td className={one.profit < 0 ? 'number fall edge' : 'number edge'}>{format.compact(one.profit)}</td>
        {taxed && <td className="number">{format.compact(one.before_tax.profit)}</td>}
        <td className="number">{format.percent(one.margin_on_revenue)}</td>
        <td className="number">{format.percent(one.margin_on_cost)}</td>
        <td className="number">{format.percent(one.share_of_cost)}</td>
        <td className="number">{format.percent(one.share_of_profit)}</td>
        <td className="number">
          {one.per_100_against_others == null ? DASH : signed(format.exact(one.per_100_against_others, 1))}
        </td>
      </>
    );
  };
  const line = (row: ProfitRow, total: boolean) => (
    <tr key={total ? '' : `row-${row.id}`} className={total ? 'best' : ''}>
      <td>
        {view.by === 'customer' && !total ? (
          <Link to="/customers/$id" params={{ id: row.id }}>
            {row.id}
          </Link>
        ) : total ? (
          t('earners:by.all')
        ) : (
          format.word(row.label)
        )}
      </td>
      <td className="number">
        {format.count(row.customers)} <span className="muted">{format.percent(row.share_of_customers)}</span>
      </td>
      <td className="number">
        {format.compact(row.revenue)} <span className="muted">{format.percent(row.share_of_revenue)}</span>
      </td>
      <td className="number">{format.compact(row.product_cost)}</td>
      <td className="number">
        {format.compact(row.cost_to_serve + row.sustaining)}{' '}
        <span className="muted">({format.compact(row.cost_incremental)})</span>
      </td>
      {marketed && <td className="number">{format.exact(row.revenue_per_100_of_marketing, 0)}</td>}
      {side(row, 'full')}
      {side(row, 'incremental')}
    </tr>
  );
  const heads = () => (
    <>
      <th scope="col" className="number edge">
        {t('earners:by.profit')}
      </th>
      {taxed && number(t('earners:by.before'))}
      {number(t('earners:by.margin'))}
      {number(t('earners:by.onCost'))}
      {number(t('earners:by.ofCost'))}
      {number(t('earners:by.share'))}
      {number(t('earners:by.against'))}
    </>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
    <section className="table-scroll" tabIndex={0} aria-label={t('earners:by.title')}>
      <table className="plain-table earners-table">
        <thead>
          <tr>
            <th colSpan={marketed ? 6 : 5} />
            <th colSpan={taxed ? 7 : 6} scope="colgroup" className="edge">
              {t('earners:full')}
            </th>
            <th colSpan={taxed ? 7 : 6} scope="colgroup" className="edge">
              {t('earners:incremental')}
            </th>
          </tr>
          <tr>
            <th scope="col">{format.word(view.label)}</th>
            {number(t('earners:by.customers'))}
            {number(t('earners:by.revenue'))}
            {number(t('earners:by.productCost'))}
            {number(`${t('earners:by.service')} (${t('earners:incremental')})`)}
            {marketed && number(t('earners:by.marketing'))}
            {heads()}
            {heads()}
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => line(row, false))}
          {line(view.total, true)}
        </tbody>
      </table>
    </section>
  );
}

function signed(text: string) {
  return text.startsWith('-') || text.startsWith('−') || text === DASH ? text : `+${text}`;
}

function sheet(
  view: ProfitTable,
  t: (key: string) => string,
  word: (text: { zh: string; en: string }) => string,
) {
  const side = (which: string) =>
    ['profit', 'before', 'margin', 'onCost', 'ofCost', 'share', 'against'].map(
      (key) => `${t(`earners:by.${key}`)}, ${which}`,
    );
  const cells = (row: ProfitRow) => [
    row.customers,
    row.share_of_customers ?? null,
    row.revenue,
    row.share_of_revenue ?? null,
    row.product_cost,
    row.cost_to_serve,
    row.cost_incremental,
    row.sustaining,
    ...[row.full, row.incremental].flatMap((one) => [
      one.profit,
      one.before_tax.profit,
      one.margin_on_revenue ?? null,
      one.margin_on_cost ?? null,
      one.share_of_cost ?? null,
      one.share_of_profit ?? null,
      one.per_100_against_others ?? null,
    ]),
  ];
  return {
    columns: [
      word(view.label),
      t('earners:by.customers'),
      t('earners:by.ofCustomers'),
      t('earners:by.revenue'),
      t('earners:by.ofRevenue'),
      t('earners:by.productCost'),
      t('earners:by.service'),
      `${t('earners:by.service')}, ${t('earners:incremental')}`,
      t('earners:by.sustaining'),
      ...side(t('earners:full')),
      ...side(t('earners:incremental')),
    ],
    rows: [
      ...view.rows.map((row) => [word(row.label), ...cells(row)]),
      [t('earners:by.all'), ...cells(view.total)],
    ],
  };
}
