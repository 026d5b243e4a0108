import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { OverviewView } from '../../api/types';
import { FilterBar } from '../../components/filter-bar';
import { Gate } from '../../components/gate';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Notices } from '../../components/notices';
import { Page, Tiles } from '../../components/page';
import { useFilters, useSearchText } from '../../filter/use-filters';
import { AbcTile } from './abc-tile';
import { AlertsTile } from './alerts-tile';
import { ConcentrationTile } from './concentration-tile';
import { CustomersTile } from './customers-tile';
import { DistributionTile } from './distribution-tile';
import { MonthsTile } from './months-tile';
import { OverviewFigures } from './overview-figures';
import { OverviewSentence } from './overview-sentence';
import { ReportMenu } from './report-menu';
import { SegmentsTile } from './segments-tile';
import { ValueTreeTile } from './value-tree-tile';

/** What the base is worth and where the worth sits. */
export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const [filters] = useFilters();
  const [text] = useSearchText();
  const query = useQuery(queries.overview(filters, text));
  return (
    <Gate title={t('overview:title')} query={query} filter={<FilterBar />}>
      {(data) => <Content data={data} filtered={filters.length > 0 || text !== undefined} />}
    </Gate>
  );
}

/** Whose value turned down, of the customers that pass the filter. */
function Alerts() {
  const [filters] = useFilters();
  const [text] = useSearchText();
  return <AlertsTile id="overview-alerts" filters={filters} text={text} />;
}

function Content({ data, filtered }: { data: OverviewView; filtered: boolean }) {
  const { t } = useTranslation('overview');
  return (
    <Page
      title={t('overview:title')}
      sentence={<OverviewSentence data={data} />}
      actions={<ReportMenu />}
      filter={<FilterBar />}
      figures={<OverviewFigures data={data} filtered={filtered} />}
      notices={<Notices list={data.notices} />}
    >
      <Tiles>
        <ValueTreeTile tree={data.value_tree} />
        <ConcentrationTile points={data.pareto} />
        <SegmentsTile labels={data.segments} />
        <AbcTile labels={data.abc} />
        <DistributionTile bars={data.distribution} />
        <MonthsTile months={data.months} />
        <Alerts />
        <CustomersTile id="top" list={data.top} />
        <CustomersTile
          id="at-risk"
          list={data.at_risk}
          none={
            data.mean_probability_return == null
              ? t('overview:list.at-risk.unmodelled')
              : t('overview:list.at-risk.none')
          }
        />
      </Tiles>
      <HiddenTiles page="overview" />
    </Page>
  );
}
