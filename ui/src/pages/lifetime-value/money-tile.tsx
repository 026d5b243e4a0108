import { Select } from 'antd';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import type { BacktestView } from '../../api/types';
import { Definition } from '../../components/definition';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import './lifetime-value.css';

const COLUMNS = ['predicted', 'bias', 'rmse', 'correlation', 'gini'] as const;

type Money = NonNullable<BacktestView['money']>;
type Entry = Money['contestants'][number];

/** The second tournament: what each customer would spend in the same windows. */
export function MoneyTile({ money, used }: { money: Money; used: string }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const spends = ['gamma-gamma', 'normal-spend', 'own-mean'].filter((spend) =>
    money.contestants.some((entry) => entry.spend === spend && entry.id !== 'past-rate'),
  );
  const best = money.contestants[0];
  const [asked, setAsked] = useState(() =>
    best?.spend && spends.includes(best.spend) ? best.spend : 'gamma-gamma',
  );
  const shown = spends.includes(asked) ? asked : spends[0];
  const rule = (entry: Entry) => entry.id in RULES;
  const list = money.contestants.filter(
    (entry) => entry.spend === shown || entry.spend == null || rule(entry),
  );
  const name = (entry: Entry) => t(`lifetime-value:contestant.${entry.id}`, { defaultValue: entry.id });
  const spend = (entry: Entry) =>
    entry.spend ? t(`lifetime-value:contestant.${entry.spend}`, { defaultValue: entry.spend }) : '';
  const cell = (entry: Entry, id: (typeof COLUMNS)[number]) => {
    if (id === 'predicted') return format.money(entry.predicted);
    if (id === 'bias') return format.change(entry.bias);
    return format.significant(entry[id], id === 'rmse' ? 4 : 3);
  };
  return (
    <Tile
      id="lifetime-value-money"
      wide
      title={t('lifetime-value:money.title')}
      definition={t('lifetime-value:money.definition')}
      note={t('lifetime-value:money.note', { actual: format.money(money.actual) })}
      tools={
        spends.length > 1 && (
          <Select<string>
            size="small"
            popupMatchSelectWidth={false}
            aria-label={t('lifetime-value:money.spend')}
            value={shown}
            onChange={setAsked}
            options={spends.map((id) => ({ value: id, label: t(`lifetime-value:contestant.${id}`) }))}
          />
        )
      }
      sheet={{
        columns: [
          t('lifetime-value:tournament.name'),
          t('lifetime-value:money.spend'),
          ...COLUMNS.map((id) => t(`lifetime-value:money.${id}`)),
        ],
        rows: money.contestants.map((entry) => [
          name(entry),
          spend(entry),
          ...COLUMNS.map((id) => entry[id] ?? null),
        ]),
      }}
    >
      {best && (
        <p className={rule(best) ? 'verdict lost' : 'verdict'}>
          <Trans
            t={t}
            i18nKey={best.spend ? 'lifetime-value:money.verdict' : 'lifetime-value:money.verdictAlone'}
            values={{ name: name(best), spend: spend(best) }}
            components={{ b: <b /> }}
          />
        </p>
      )}
      <div className="table-scroll">
        <table className="plain-table contestants">
          <thead>
            <tr>
              <th scope="col">{t('lifetime-value:tournament.name')}</th>
              <th scope="col">{t('lifetime-value:money.spend')}</th>
              {COLUMNS.map((id) => (
                <th scope="col" className="number" key={id}>
                  <Definition text={t(`lifetime-value:money.means.${id}`)}>
                    {t(`lifetime-value:money.${id}`)}
                  </Definition>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.map((entry) => (
              <tr key={`${entry.id} ${entry.spend}`} className={entry === best ? 'best' : ''}>
                <td>
                  <Definition text={t(`lifetime-value:contestantMeans.${entry.id}`, { defaultValue: '' })}>
                    {name(entry)}
                  </Definition>{' '}
                  {entry.id === used && <span className="tag">{t('lifetime-value:tournament.chosen')}</span>}
                </td>
                <td className="muted spend">
                  <Definition text={t(`lifetime-value:contestantMeans.${entry.spend}`, { defaultValue: '' })}>
                    {spend(entry) || '–'}
                  </Definition>
                </td>
                {COLUMNS.map((id) => (
                  <td className="number" key={id}>
                    {cell(entry, id)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Tile>
  );
}

/** Rules of thumb come with a rule of spend of their own and are always shown. */
const RULES: Record<string, true> = { 'nobody-returns': true, 'past-rate': true, 'flat-average': true };
