import { useTranslation } from 'react-i18next';
import type { ProfitForecastView } from '../../api/earning';
import { useFormat } from '../../format/use-format';

type Origins = NonNullable<ProfitForecastView['backtest']>['origins'];

/** The same forecast made on past days, beside what came. */
export function ForecastPast({ origins }: { origins: Origins }) {
  const { t } = useTranslation('earning');
  const format = useFormat();
  if (origins.length === 0) return null;
  return (
    <div className="table-scroll earning-gap">
      <table className="plain-table earning-table">
        <thead>
          <tr>
            <th scope="col">{t('earning:past.on')}</th>
            <th scope="col" className="number">
              {t('earning:past.forecast')}, {format.currency}
            </th>
            <th scope="col" className="number">
              {t('earning:past.came')}
            </th>
            <th scope="col" className="number">
              {t('earning:past.off')}
            </th>
            <th scope="col" className="number">
              {t('earning:past.error')}
            </th>
            <th scope="col" className="number">
              {t('earning:past.coverage')}
            </th>
          </tr>
        </thead>
        <tbody>
          {origins.map((origin) => (
            <tr key={origin.as_of}>
              <td>{format.day(origin.as_of)}</td>
              <td className="number">
                {format.compact(origin.forecast)}{' '}
                <span className="muted">
                  {origin.low != null && origin.high != null
                    ? `(${format.compact(origin.low)} – ${format.compact(origin.high)})`
                    : ''}
                </span>
              </td>
              <td className={origin.inside === false ? 'number bad' : 'number'}>
                {format.compact(origin.actual)}
              </td>
              <td className="number">{format.percent(origin.actual / origin.forecast - 1)}</td>
              <td className="number">
                {format.compact(origin.mean_error)}{' '}
                <span className="muted">/ {format.compact(origin.mean_actual)}</span>
              </td>
              <td className="number">{format.percent(origin.coverage)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
