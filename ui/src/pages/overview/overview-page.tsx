import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { OverviewView } from '../../api/types';
import { FilterBar } from '../../components/filter-bar';
import { Gate } from '../../components/gate';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Notices } from '../../components/notices';
import { Page, Tiles } from '../../components/page';
import { useFilters } from '../../filter/use-filters';
import { AbcTile } from './abc-tile';
import { AtRiskTile } from './at-risk-tile';
import { ConcentrationTile } from './concentration-tile';
import { DistributionTile } from './distribution-tile';
import { MonthsTile } from './months-tile';
import { OverviewFigures } from './overview-figures';
import { OverviewSentence } from './overview-sentence';
import { ReportMenu } from './report-menu';
import { SegmentsTile } from './segments-tile';
import { TopTile } from './top-tile';
import { ValueTreeTile } from './value-tree-tile';

/** What the base is worth and where the worth sits. */
export default function OverviewPage() {
  const { t } = useTranslation('overview');
  const [filters] = useFilters();
  const query = useQuery(queries.overview(filters));
  return (
    <Gate title={t('overview:title')} query={query} filter={<FilterBar />}>
      {(data) => <Content data={data} filtered={filters.length > 0} />}
    </Gate>
  );
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
        <TopTile list={data.top} />
        <AtRiskTile list={data.at_risk} />
      </Tiles>
      <HiddenTiles page="overview" />
    </Page>
  );
}
