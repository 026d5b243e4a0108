import { Trans, useTranslation } from 'react-i18next';
import type { LifetimeValueView } from '../../api/types';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { FactorRows } from './factor-rows';
import './season-tile.css';

type Season = NonNullable<LifetimeValueView['season']>;

/** How purchases come by days of the week, months and festivals, and whether the valuation counts in that. */
export function SeasonTile({ season }: { season: Season | null }) {
  const { t } = useTranslation('lifetime-value');
  const format = useFormat();
  const day = (id: string) => t(`lifetime-value:season.day.${id}`, { defaultValue: id });
  const festival = (id: string) => t(`lifetime-value:season.festival.${id}`, { defaultValue: id });
  const known = season && season.week.length > 0;
  const groups = known
    ? [
        { id: 'week', rows: season.week.map((item) => ({ ...item, name: day(item.id) })) },
        { id: 'year', rows: season.year.map((item) => ({ ...item, name: day(item.id) })) },
        { id: 'events', rows: season.events.map((item) => ({ ...item, name: festival(item.id) })) },
      ].filter((group) => group.rows.length > 0)
    : [];
  const refused = season?.refused;
  const reason = !season
    ? t('lifetime-value:season.off')
    : refused
      ? t(`problems:reason.${refused.code}`, { ...refused.values, defaultValue: refused.message })
      : '';
  return (
    <Tile
      id="lifetime-value-season"
      wide
      title={t('lifetime-value:season.title')}
      definition={t('lifetime-value:season.definition')}
      note={
        known && season.from && season.to
          ? t('lifetime-value:season.note', {
              from: format.day(season.from),
              to: format.day(season.to),
              dispersion: format.significant(season.dispersion, 2),
            })
          : undefined
      }
      empty={known ? undefined : <EmptyTile reason={reason} />}
      sheet={{
        columns: [
          t('lifetime-value:season.of'),
          t('lifetime-value:season.factor'),
          t('lifetime-value:season.low'),
          t('lifetime-value:season.high'),
        ],
        rows: groups.flatMap((group) =>
          group.rows.map((item) => [item.name, item.factor, item.low, item.high]),
        ),
      }}
    >
      {season && (
        <p className={season.used ? 'verdict' : 'verdict unused'}>
          <Trans t={t} i18nKey={`lifetime-value:season.why.${season.why}`} components={{ b: <b /> }} />
        </p>
      )}
      <div className="season-groups">
        {groups.map((group) => (
          <section key={group.id}>
            <h3>{t(`lifetime-value:season.group.${group.id}`)}</h3>
            <FactorRows rows={group.rows} />
          </section>
        ))}
      </div>
      {known && season.year.length === 0 && (
        <p className="muted small">{t('lifetime-value:season.noYear')}</p>
      )}
      {season && season.left_out.length > 0 && (
        <p className="muted small">
          {t('lifetime-value:season.leftOut')}{' '}
          {season.left_out
            .map((item) =>
              t('lifetime-value:season.left', {
                name: festival(item.id),
                reason: t(`lifetime-value:season.reason.${item.reason}`, { defaultValue: item.reason }),
              }),
            )
            .join(t('lifetime-value:season.and'))}
        </p>
      )}
    </Tile>
  );
}
