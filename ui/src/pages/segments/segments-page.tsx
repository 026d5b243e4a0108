import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select, type SelectProps } from 'antd';
import { useState } from 'react';
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
import { RfmMapTile } from './rfm-map-tile';
import { BarsTile } from './schemes/bars-tile';
import { MatrixTile } from './schemes/matrix-tile';
import { NewScheme } from './schemes/new-scheme';
import { OwnSchemesTile } from './schemes/own-schemes-tile';
import { ProfileTile } from './schemes/profile-tile';
import { type Opened, SchemeDrawer } from './schemes/scheme-drawer';
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
  const { t } = useTranslation(['segments', 'schemes']);
  const format = useFormat();
  const navigate = useNavigate();
  const schemes = useQuery(queries.schemes()).data ?? [];
  const [opened, setOpened] = useState<Opened | null>(null);
  const grid = data.cells.length > 0;
  const { own } = data;
  const shown = data.schemes.find(({ id }) => id === data.scheme);
  const matrix = own?.kind === 'match' && own.axes.length > 0;
  // Beside the areas stands what the scheme is about: a map, a matrix, or its labels as bars.
  const beside = grid || own != null;
  const options = (mine: boolean) =>
    data.schemes
      .filter((scheme) => (scheme.own != null) === mine)
      .map((scheme) => ({ value: scheme.id, label: format.word(scheme.label) }));
  const choices: SelectProps['options'] =
    options(true).length === 0
      ? options(false)
      : [
          { label: t('segments:builtIn'), options: options(false) },
          { label: t('segments:own'), options: options(true) },
        ];
  return (
    <Page
      title={t('segments:title')}
      sentence={<SegmentsSentence data={data} />}
      actions={
        <>
          <Select
            className="scheme-select"
            aria-label={t('segments:scheme')}
            value={data.scheme}
            popupMatchSelectWidth={false}
            options={choices}
            onChange={(scheme: string) =>
              void navigate({ to: '/segments', search: (old: PageSearch) => ({ ...old, scheme }) })
            }
          />
          {shown?.own != null && schemes.some(({ id }) => id === shown.own) && (
            <button
              type="button"
              className="plain-button"
              onClick={() => setOpened({ scheme: shown.own ?? '' })}
            >
              {t('segments:edit')}
            </button>
          )}
          <NewScheme taken={schemes.map(({ id }) => id)} onOpen={setOpened} />
        </>
      }
      filter={<FilterBar />}
      figures={<SegmentsFigures data={data} />}
    >
      <Tiles>
        {grid && <RfmMapTile cells={data.cells} cuts={data.cuts} />}
        {matrix && own && <MatrixTile data={data} own={own} />}
        {own && !matrix && <BarsTile data={data} />}
        <GroupsTile data={data} wide={!beside} />
        {own?.clusters && <ProfileTile data={data} clusters={own.clusters} />}
        <LabelTableTile data={data} />
      </Tiles>
      <LabelCards data={data} />
      <OwnSchemesTile schemes={schemes} onEdit={(scheme) => setOpened({ scheme })} />
      <HiddenTiles page="segments" />
      <SchemeDrawer opened={opened} onClose={() => setOpened(null)} />
    </Page>
  );
}
