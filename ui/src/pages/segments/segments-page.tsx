import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { SegmentsView } from '../../api/types';
import { FilterBar } from '../../components/filter-bar';
import { Gate } from '../../components/gate';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Page, Tiles } from '../../components/page';
import type { PageSearch } from '../../filter/search';
import { useFilters, useSearchText } from '../../filter/use-filters';
import { useFormat } from '../../format/use-format';
import { GroupsTile } from './groups-tile';
import { LabelCards } from './label-cards';
import { LabelTableTile } from './label-table-tile';
import { PlaybookEditor } from './playbook-editor';
import { RfmMapTile } from './rfm-map-tile';
import { SegmentsFigures } from './segments-figures';
import { SegmentsSentence } from './segments-sentence';

/** Any labelling of the base: how many, how much, and what to do. */
export default function SegmentsPage() {
  const { t } = useTranslation('segments');
  const search = useSearch({ strict: false }) as PageSearch;
  const [filters] = useFilters();
  const [text] = useSearchText();
  const query = useQuery(queries.segments(search.scheme ?? 'rfm_segment', filters, text));
  return (
    <Gate title={t('segments:title')} query={query} filter={<FilterBar />}>
      {(data) => <Content data={data} />}
    </Gate>
  );
}

function Content({ data }: { data: SegmentsView }) {
  const { t } = useTranslation('segments');
  const format = useFormat();
  const navigate = useNavigate();
  const grid = data.cells.length > 0;
  return (
    <Page
      title={t('segments:title')}
      sentence={<SegmentsSentence data={data} />}
      actions={
        <Select
          className="scheme-select"
          aria-label={t('segments:scheme')}
          value={data.scheme}
          popupMatchSelectWidth={false}
          options={data.schemes.map((scheme) => ({ value: scheme.id, label: format.word(scheme.label) }))}
          onChange={(scheme: string) =>
            void navigate({ to: '/segments', search: (old: PageSearch) => ({ ...old, scheme }) })
          }
        />
      }
      filter={<FilterBar />}
      figures={<SegmentsFigures data={data} />}
    >
      <Tiles>
        {grid && <RfmMapTile cells={data.cells} cuts={data.cuts} />}
        <GroupsTile data={data} wide={!grid} />
        <LabelTableTile data={data} />
      </Tiles>
      <LabelCards data={data} />
      <PlaybookEditor scheme={data.scheme} />
      <HiddenTiles page="segments" />
    </Page>
  );
}
