import { Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LifetimeValueView } from '../../api/types';
import { heat, heatInk } from '../../app/palette';
import { useThemeMode } from '../../app/theme-mode';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import './cohort-tile.css';

/** What the model says by how often and how lately a customer bought. */
export function MapTile({ maps }: { maps: LifetimeValueView['maps'] }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const { mode } = useThemeMode();
  const [shown, setShown] = useState<'alive' | 'expected'>('alive');
  const cells = maps?.cells ?? [];
  const most = shown === 'alive' ? 1 : Math.max(1e-9, ...cells.flat().map((cell) => cell?.expected ?? 0));
  const show = (value: number) =>
    shown === 'alive' ? format.percent(value, 0) : format.significant(value, 2);
  const days = (value: number) => t('lifetime-value:map.idle', { text: format.count(value) });
  return (
    <Tile
      id="lifetime-value-map"
      wide
      title={t('lifetime-value:map.title')}
      definition={t('lifetime-value:map.definition')}
      note={
        maps
          ? t(`lifetime-value:map.note.${shown}`, {
              age: format.count(maps.age_days),
              horizon: format.count(maps.horizon_days),
            })
          : undefined
      }
      empty={maps ? undefined : <EmptyTile reason={t('lifetime-value:noModel')} />}
      tools={
        <Segmented<'alive' | 'expected'>
          size="small"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'alive', label: t('lifetime-value:map.alive') },
            { value: 'expected', label: t('lifetime-value:map.expected') },
          ]}
        />
      }
      sheet={
        maps
          ? {
              columns: [t('lifetime-value:frequency.x'), ...maps.idle_days.map(days)],
              rows: maps.frequencies.map((frequency, row) => [
                frequency,
                ...(cells[row] ?? []).map((cell) => cell?.[shown] ?? null),
              ]),
            }
          : undefined
      }
    >
      {maps && (
        <div className="cohort-scroll">
          <table className="cohorts">
            <thead>
              <tr>
                <th scope="col">{t('lifetime-value:frequency.x')}</th>
                {maps.idle_days.map((idle) => (
                  <th scope="col" key={idle}>
                    {days(idle)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {maps.frequencies.map((frequency, row) => (
                <tr key={frequency}>
                  <th scope="row" className="number">
                    {frequency}
                  </th>
                  {(cells[row] ?? []).map((cell, column) => {
                    const key = maps.idle_days[column];
                    if (!cell) return <td key={key} />;
                    const share = Math.min(1, Math.max(0.04, cell[shown] / most));
                    return (
                      <td
                        key={key}
                        className="lived"
                        style={{ background: heat(share, mode), color: heatInk(share, mode) }}
                      >
                        {show(cell[shown])}
                      </td>
                    );
                  })}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </Tile>
  );
}
