import { useTranslation } from 'react-i18next';
import { Bar } from '../../components/bar';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import { useDriverName } from './driver-name';
import type { ProfitTileProps } from './profit-tiles';

/** What is done for customers: how often, what it costs in all and each time. */
export function ActivitiesTile({ costed, view }: ProfitTileProps) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const driver = useDriverName();
  const activities = [...costed.report.activities].sort((one, other) => other.cost[view] - one.cost[view]);
  const most = activities[0]?.cost[view] ?? 0;
  return (
    <Tile
      id="profit-activities"
      wide
      title={t('profit:activities.title')}
      definition={t('profit:activities.definition')}
      sheet={{
        columns: [
          t('profit:column.activity'),
          t('profit:column.driver'),
          t('profit:column.volume'),
          t('profit:column.cost'),
          t('profit:column.ofItIncremental'),
          t('profit:column.rate'),
          t('profit:column.rateIncremental'),
        ],
        rows: activities.map((activity) => [
          format.word(activity.name),
          driver(activity.driver),
          activity.volume,
          activity.cost.full,
          activity.cost.incremental,
          activity.rate?.full ?? null,
          activity.rate?.incremental ?? null,
        ]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table profit-table">
          <thead>
            <tr>
              <th scope="col">{t('profit:column.activity')}</th>
              <th scope="col">{t('profit:column.driver')}</th>
              <th scope="col" className="number">
                {t('profit:column.volume')}
              </th>
              <th scope="col" className="number">
                {t(view === 'full' ? 'profit:column.cost' : 'profit:column.incremental')}, {format.currency}
              </th>
              <th scope="col" className="bar-column" aria-label={t('profit:column.share')} />
              <th scope="col" className="number">
                {t('profit:column.rate')}, {format.currency}
              </th>
            </tr>
          </thead>
          <tbody>
            {activities.map((activity) => (
              <tr key={activity.id}>
                <td>{format.word(activity.name)}</td>
                <td className="muted profit-driver" title={activity.driver}>
                  {driver(activity.driver)}
                </td>
                <td className="number">{format.exact(activity.volume, 0)}</td>
                <td className="number">{format.exact(activity.cost[view], 0)}</td>
                <td className="bar-column">
                  <Bar share={most > 0 ? activity.cost[view] / most : 0} />
                </td>
                <td className="number">{format.exact(activity.rate?.[view], 4)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Tile>
  );
}
