import { useQuery } from '@tanstack/react-query';
import { Trans, useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { Failure } from '../../components/failure';
import { Page } from '../../components/page';
import { PageSkeleton } from '../../components/page-skeleton';
import { useFormat } from '../../format/use-format';
import { PortfolioForm } from './portfolio-form';
import './settings.css';

/** What decides the meaning of figures: currency, time zone, margin, rate, horizon. */
export default function SettingsPage() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const query = useQuery(queries.portfolio());
  if (query.isPending) return <PageSkeleton />;
  return (
    <Page
      title={t('settings:title')}
      sentence={
        query.data && (
          <Trans
            t={t}
            i18nKey={query.data.margin == null ? 'settings:sentence.revenue' : 'settings:sentence.margin'}
            values={{
              days: format.exact(query.data.horizon_days, 0),
              rate: format.percent(query.data.discount_rate),
              margin: format.percent(query.data.margin),
            }}
            components={{ b: <b /> }}
          />
        )
      }
    >
      {query.data ? (
        <PortfolioForm portfolio={query.data} />
      ) : (
        <Failure error={query.error} retry={() => void query.refetch()} />
      )}
    </Page>
  );
}
