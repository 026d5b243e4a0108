import { Button } from 'antd';
import { Trans, useTranslation } from 'react-i18next';
import type { BacktestView, RunView, TournamentEntry } from '../../api/types';
import { useJobs } from '../../app/job-provider';
import { Definition } from '../../components/definition';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { isNaive } from './contestant-name';
import '../../components/plain-table.css';
import './lifetime-value.css';

const COLUMNS = [
  'crps',
  'rmse',
  'bias',
  'correlation',
  'gini',
  'pit_distance',
  'coverage',
  'return_error',
] as const;

interface TournamentTileProps {
  backtest: BacktestView | null;
  run: RunView;
}

/** Models and rules of thumb on the company's own past, and which to trust. */
export function TournamentTile({ backtest, run }: TournamentTileProps) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const jobs = useJobs();
  const busy = jobs.job?.state === 'running';
  const name = (id: string) => t(`lifetime-value:contestant.${id}`, { defaultValue: id });
  const verdict = backtest?.verdict;
  const used = run.model.replace(/^naive-/, '');
  // Both are in UTC, to the second. A run takes the verdict and the levels of intervals.
  const newer = backtest && backtest.created_at > run.created_at;
  const cell = (item: TournamentEntry, id: (typeof COLUMNS)[number]) => {
    const value = item[id];
    if (id === 'bias') return format.change(value);
    if (id === 'coverage' || id === 'return_error') return format.percent(value);
    return format.significant(value, id === 'crps' || id === 'rmse' ? 4 : 3);
  };
  return (
    <Tile
      id="lifetime-value-tournament"
      wide
      title={t('lifetime-value:tournament.title')}
      definition={t('lifetime-value:tournament.definition')}
      note={
        backtest
          ? t('lifetime-value:tournament.note', {
              weeks: backtest.window_weeks,
              days: backtest.origins
                .map((origin) => format.day(origin.day))
                .join(t('lifetime-value:tournament.and')),
              scored: format.exact(
                backtest.origins.reduce((sum, origin) => sum + origin.scored, 0),
                0,
              ),
            })
          : undefined
      }
      tools={
        backtest && (
          <Button size="small" disabled={busy} onClick={() => void jobs.backtest()}>
            {t('lifetime-value:tournament.again')}
          </Button>
        )
      }
      sheet={
        backtest
          ? {
              columns: [
                t('lifetime-value:tournament.name'),
                ...COLUMNS.map((id) => t(`lifetime-value:tournament.${id}`)),
              ],
              rows: backtest.contestants.map((item) => [
                name(item.id),
                ...COLUMNS.map((id) => item[id] ?? null),
              ]),
            }
          : undefined
      }
    >
      {!backtest && (
        <div className="tournament-start">
          <p className="muted">{t('lifetime-value:tournament.none')}</p>
          <Button type="primary" disabled={busy} onClick={() => void jobs.backtest()}>
            {t('lifetime-value:tournament.test')}
          </Button>
        </div>
      )}
      {backtest && verdict && (
        <p className={isNaive(verdict.id) ? 'verdict lost' : 'verdict'}>
          <Trans
            t={t}
            i18nKey={`lifetime-value:tournamentVerdict.${verdict.reason}`}
            values={{ name: name(verdict.id), best: name(verdict.best) }}
            components={{ b: <b /> }}
          />{' '}
          {backtest.ledger_changed && t('lifetime-value:tournament.changed')}{' '}
          {newer && (
            <Button size="small" disabled={busy} onClick={() => void jobs.value({})}>
              {t('lifetime-value:tournament.use')}
            </Button>
          )}
        </p>
      )}
      {backtest && (
        <div className="table-scroll">
          <table className="plain-table contestants">
            <thead>
              <tr>
                <th scope="col">{t('lifetime-value:tournament.name')}</th>
                {COLUMNS.map((id) => (
                  <th scope="col" className="number" key={id}>
                    <Definition text={t(`lifetime-value:tournament.means.${id}`)}>
                      {t(`lifetime-value:tournament.${id}`)}
                    </Definition>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {backtest.contestants.map((item) => (
                <tr key={item.id} className={item.id === verdict?.id ? 'best' : ''}>
                  <td>
                    <Definition text={t(`lifetime-value:contestantMeans.${item.id}`, { defaultValue: '' })}>
                      {name(item.id)}
                    </Definition>{' '}
                    {item.id === used && <span className="tag">{t('lifetime-value:tournament.chosen')}</span>}
                  </td>
                  {item.refused ? (
                    <td className="muted" colSpan={COLUMNS.length}>
                      <Definition
                        text={t(`problems:reason.${item.refused.code}`, {
                          ...item.refused.values,
                          defaultValue: item.refused.message,
                        })}
                      >
                        {t('lifetime-value:tournament.refused')}
                      </Definition>
                    </td>
                  ) : (
                    COLUMNS.map((id) => (
                      <td className="number" key={id}>
                        {cell(item, id)}
                      </td>
                    ))
                  )}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Tile>
  );
}
