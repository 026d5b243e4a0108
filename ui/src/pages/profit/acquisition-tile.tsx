import { useQuery } from '@tanstack/react-query';
import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AcquisitionLine, earning } from '../../api/earning';
import { useProblemText } from '../../api/use-problem-text';
import { EmptyTile } from '../../components/empty-tile';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import { paybackText } from './payback-text';
import './earning.css';

type By = 'channel' | 'campaign' | 'cohort';

/** What customers cost to win by channel, campaign or quarter, against what they bring. */
export function AcquisitionTile() {
  const { t } = useTranslation('earning');
  const format = useFormat();
  const told = useProblemText();
  const [by, setBy] = useState<By>('channel');
  const { data, error } = useQuery(earning.acquisition());
  const view = data?.acquisition;
  const why = data?.problem ? told.told(data.problem).message : error ? told.problem(error).message : null;
  const cohorts = view?.cohorts.find((one) => one.span === 'quarter')?.lines ?? [];
  const lines = by === 'channel' ? view?.channels : by === 'campaign' ? view?.campaigns : cohorts;
  const rows = lines ?? [];
  const name = (line: AcquisitionLine) => {
    if (by === 'cohort') return `${format.quarter(line.id)}${line.in_progress ? ' *' : ''}`;
    return line.id || t(`earning:acquisition.unnamed.${by}`);
  };
  const months = (value: number) => format.significant(value, value < 10 ? 2 : 3);
  const row = (line: AcquisitionLine, title: string, sum = false) => (
    <tr key={title} className={sum ? 'sum' : ''}>
      <td>{title}</td>
      <td className="number">{format.exact(line.spend, 0)}</td>
      <td className="number">{format.count(Math.round(line.customers))}</td>
      <td className="number">{line.cost == null ? '–' : format.exact(line.cost, 0)}</td>
      <td className="number">{line.value == null ? '–' : format.exact(line.value, 0)}</td>
      <td className={line.healthy == null ? 'number' : line.healthy ? 'number good' : 'number bad'}>
        {line.ratio == null ? '–' : `${format.significant(line.ratio, 3)} : 1`}
      </td>
      <td className="number">
        {line.reason
          ? t(`earning:acquisition.reason.${line.reason}`)
          : paybackText(line, months, t('earning:acquisition.expected'))}
      </td>
    </tr>
  );
  return (
    <Tile
      id="profit-acquisition"
      wide
      title={t('earning:acquisition.title')}
      definition={t('earning:acquisition.definition')}
      note={t('earning:acquisition.note')}
      empty={why ? <EmptyTile reason={why} table="marketing_spend" /> : undefined}
      tools={
        <Segmented<By>
          size="small"
          value={by}
          onChange={setBy}
          options={(['channel', 'campaign', 'cohort'] as const).map((value) => ({
            value,
            label: t(`earning:acquisition.by.${value}`),
          }))}
        />
      }
      sheet={
        view
          ? {
              columns: [
                t(`earning:acquisition.by.${by}`),
                t('earning:acquisition.spend'),
                t('earning:acquisition.won'),
                t('earning:acquisition.cost'),
                t('earning:acquisition.value'),
                t('earning:acquisition.ratio'),
                t('earning:acquisition.payback'),
              ],
              rows: rows.map((line) => [
                name(line),
                line.spend,
                line.customers,
                line.cost ?? null,
                line.value ?? null,
                line.ratio ?? null,
                line.payback_months ?? null,
              ]),
            }
          : undefined
      }
    >
      {!data && !error && <TileBone />}
      {view && (
        <>
          <div className="table-scroll">
            <table className="plain-table earning-table">
              <thead>
                <tr>
                  <th scope="col">{t(`earning:acquisition.by.${by}`)}</th>
                  <th scope="col" className="number">
                    {t('earning:acquisition.spend')}, {format.currency}
                  </th>
                  <th scope="col" className="number">
                    {t('earning:acquisition.won')}
                  </th>
                  <th scope="col" className="number">
                    {t('earning:acquisition.cost')}
                  </th>
                  <th scope="col" className="number">
                    {t('earning:acquisition.value')}
                  </th>
                  <th scope="col" className="number">
                    {t('earning:acquisition.ratio')}
                  </th>
                  <th scope="col" className="number">
                    {t('earning:acquisition.payback')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {rows.map((line) => row(line, name(line)))}
                {row(view.total, t('earning:acquisition.all'), true)}
              </tbody>
            </table>
          </div>
          <p className="muted small earning-notes">
            <span>{t('earning:acquisition.winning', { cost: format.money(view.keeping.winning_cost) })}</span>
            <span>{t('earning:acquisition.keeping', { cost: format.money(view.keeping.keeping_cost) })}</span>
            {view.undivided > 0 && (
              <span>{t('earning:acquisition.undivided', { amount: format.money(view.undivided) })}</span>
            )}
            {view.uncovered > 0 && (
              <span>
                {t('earning:acquisition.uncovered', {
                  count: view.uncovered,
                  text: format.count(view.uncovered),
                })}
              </span>
            )}
          </p>
        </>
      )}
    </Tile>
  );
}
