import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/problem';
import { queries } from '../../api/queries';
import { Failure } from '../../components/failure';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Notices } from '../../components/notices';
import { PageSkeleton } from '../../components/page-skeleton';
import { AccountTiles } from './account-tiles';
import { CardsTile } from './cards-tile';
import { CurveTile } from './curve-tile';
import { CustomerFigures } from './customer-figures';
import { CustomerHead } from './customer-head';
import { FactorsTile } from './factors-tile';
import { MeasuresTile } from './measures-tile';
import { PlaybookTile } from './playbook-tile';
import { ProfitTile } from './profit-tile';
import { RfmTile } from './rfm-tile';
import { TimelineTile } from './timeline-tile';
import { ValueHistoryTile } from './value-history-tile';
import { VoiceTile } from './voice-tile';
import './customer.css';

interface CustomerPortraitProps {
  id: string;
  /** on a page of its own, in two columns */
  wide?: boolean;
  onClose?: () => void;
}

/** One customer: what it has brought, why it is worth what it is, what to do. In a drawer or on a page. */
export function CustomerPortrait({ id, wide, onClose }: CustomerPortraitProps) {
  const { t } = useTranslation('customer');
  const { data, error, refetch } = useQuery(queries.customer(id));
  if (error) {
    const gone = error instanceof ApiError && error.status === 404;
    return (
      <div className="portrait">
        <h2>{gone ? t('customer:unknown', { id }) : t('customer:failed')}</h2>
        <Failure error={error} retry={gone ? undefined : () => void refetch()} />
      </div>
    );
  }
  if (!data) return <PageSkeleton />;
  return (
    <article className="portrait">
      <CustomerHead customer={data} onClose={onClose} page={wide} />
      <Notices list={data.notices} />
      <CustomerFigures customer={data} />
      <div className={wide ? 'tiles' : 'portrait-tiles'}>
        <FactorsTile customer={data} />
        <ValueHistoryTile customer={data} />
        <CurveTile customer={data} />
        <TimelineTile customer={data} />
        <RfmTile customer={data} />
        <PlaybookTile customer={data} />
        <ProfitTile customer={data} />
        <VoiceTile customer={data} />
        <CardsTile customer={data} />
        <AccountTiles customer={data} />
        <MeasuresTile customer={data} />
      </div>
      <HiddenTiles page="customer" />
    </article>
  );
}
