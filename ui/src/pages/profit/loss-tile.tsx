import { useQuery } from '@tanstack/react-query';
import { Input, Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { earners, type ProfitCurvesView, type ProfitLossView } from '../../api/earners';
import { useProblemText } from '../../api/use-problem-text';
import { Field } from '../../components/field';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import { DASH } from '../../format/number';
import { useFormat } from '../../format/use-format';
import type { ProfitTileProps } from './profit-tiles';
import { useCostsProblem } from './use-costs-problem';
import '../../components/plain-table.css';
import './earners.css';

/** How much hangs on the largest, and what losing a customer, a tier or a label would cost. */
export function LossTile({ id }: ProfitTileProps) {
  const { t } = useTranslation('earners');
  const { data, error } = useQuery(earners.curves(id));
  const view = data?.curves;
  const rows = view ? shares(view, t) : [];
  return (
    <Tile
      id="profit-loss"
      wide
      title={t('earners:loss.title')}
      definition={t('earners:loss.definition')}
      empty={useCostsProblem(data?.problem, error)}
      sheet={
        view
          ? {
              columns: ['what', 'top5', 'top10', 'index'].map((key) => t(`earners:loss.${key}`)),
              rows: rows.map(([name, one]) => [
                name,
                one.top_5 ?? null,
                one.top_10 ?? null,
                one.herfindahl ?? null,
              ]),
            }
          : null
      }
    >
      {!view && <TileBone />}
      {view && (
        <div className="earners-loss">
          <Shares rows={rows} />
          <Calculator costs={id} />
        </div>
      )}
    </Tile>
  );
}

type Shared = [string, ProfitCurvesView['concentration']['full']];

function shares(view: ProfitCurvesView, t: (key: string) => string): Shared[] {
  return [
    [t('earners:loss.revenue'), view.concentration.revenue],
    [`${t('earners:by.profit')}, ${t('earners:full')}`, view.concentration.full],
    [`${t('earners:by.profit')}, ${t('earners:incremental')}`, view.concentration.incremental],
  ];
}

function Shares({ rows }: { rows: Shared[] }) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  return (
    <div className="table-scroll">
      <table className="plain-table">
        <thead>
          <tr>
            <th scope="col">{t('earners:loss.what')}</th>
            <th scope="col" className="number">
              {t('earners:loss.top5')}
            </th>
            <th scope="col" className="number">
              {t('earners:loss.top10')}
            </th>
            <th scope="col" className="number">
              {t('earners:loss.index')}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([name, one]) => (
            <tr key={name}>
              <td>{name}</td>
              <td className="number">{format.percent(one.top_5)}</td>
              <td className="number">{format.percent(one.top_10)}</td>
              <td className="number">{format.exact(one.herfindahl, 4)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Calculator({ costs }: { costs: string }) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const told = useProblemText();
  const [kind, setKind] = useState<'customer' | 'tier'>('tier');
  const [id, setId] = useState('');
  const [by, setBy] = useState('tier');
  const [label, setLabel] = useState<string>();
  const { data: divided } = useQuery(earners.by(costs, by, undefined));
  const profit = divided?.profit;
  const who = kind === 'customer' ? { customer: id } : { by, label: label ?? '' };
  const chosen = kind === 'customer' ? id !== '' : label !== undefined;
  const { data } = useQuery({ ...earners.loss(costs, who), enabled: chosen });
  const groups = profit?.dimensions.filter(
    (one) => !['customer', 'product', 'category', 'channel'].includes(one.id),
  );
  return (
    <div>
      <div className="earners-lose">
        <Field label={t('earners:loss.who')}>
          {() => (
            <Segmented<'customer' | 'tier'>
              size="small"
              value={kind}
              onChange={setKind}
              options={[
                { value: 'tier', label: t('earners:loss.tier') },
                { value: 'customer', label: t('earners:loss.customer') },
              ]}
            />
          )}
        </Field>
        {kind === 'customer' && (
          <Field label={t('earners:loss.id')}>
            {(field) => <Input.Search size="small" id={field} onSearch={(text) => setId(text.trim())} />}
          </Field>
        )}
        {kind === 'tier' && (
          <>
            <Field label={t('earners:loss.by')}>
              {(field) => (
                <Select
                  size="small"
                  id={field}
                  showSearch
                  optionFilterProp="label"
                  popupMatchSelectWidth={false}
                  value={by}
                  onChange={(next) => {
                    setBy(next);
                    setLabel(undefined);
                  }}
                  options={
                    groups?.map((one) => ({ value: one.id, label: format.word(one.label) })) ?? [
                      { value: 'tier', label: t('earners:by.tier') },
                    ]
                  }
                />
              )}
            </Field>
            <Field label={t('earners:loss.label')}>
              {(field) => (
                <Select
                  size="small"
                  id={field}
                  className="earners-label"
                  popupMatchSelectWidth={false}
                  value={label}
                  onChange={setLabel}
                  options={profit?.rows.map((row) => ({ value: row.id, label: format.word(row.label) }))}
                />
              )}
            </Field>
          </>
        )}
      </div>
      {!chosen && <p className="muted">{t('earners:loss.hint')}</p>}
      {chosen && data?.problem && <p className="problem-line">{told.told(data.problem).message}</p>}
      {chosen && data?.loss && <Lost loss={data.loss} />}
    </div>
  );
}

function Lost({ loss }: { loss: ProfitLossView }) {
  const { t } = useTranslation('earners');
  const format = useFormat();
  const ahead = loss.lifetime;
  const line = (name: string, now: string, then: string | null) => (
    <tr>
      <td>{name}</td>
      <td className="number">{now}</td>
      {ahead && <td className="number">{then ?? DASH}</td>}
    </tr>
  );
  return (
    <>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">
                {format.word(loss.label)} ({format.count(loss.customers)})
              </th>
              <th scope="col" className="number">
                {t('earners:loss.now', { from: format.day(loss.from), to: format.day(loss.to) })}
              </th>
              {ahead && (
                <th scope="col" className="number">
                  {t('earners:loss.ahead', { days: ahead.days })}
                </th>
              )}
            </tr>
          </thead>
          <tbody>
            {line(t('earners:loss.lostRevenue'), format.money(loss.revenue), null)}
            {ahead && line(t('earners:loss.contribution'), DASH, format.money(ahead.contribution))}
            {line(
              t('earners:loss.gone'),
              format.money(loss.cost_gone),
              ahead ? format.money(ahead.cost_gone) : null,
            )}
            <tr className="best">
              <td>{t('earners:loss.profit')}</td>
              <td className="number">{format.money(loss.profit_lost)}</td>
              {ahead && <td className="number">{format.money(ahead.profit_lost)}</td>}
            </tr>
            {line(
              t('earners:loss.staying'),
              format.money(loss.cost_staying),
              ahead ? format.money(ahead.cost_staying) : null,
            )}
            {line(
              t('earners:loss.after'),
              `${format.money(loss.profit_before)} → ${format.money(loss.profit_after)}`,
              null,
            )}
          </tbody>
        </table>
      </div>
      {loss.profit_lost < 0 && <p className="muted">{t('earners:loss.gain')}</p>}
    </>
  );
}
