import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CostedView, costs, type KeptCosts, latestFirst } from '../../api/costs';
import { useProblemText } from '../../api/use-problem-text';
import { Failure } from '../../components/failure';
import { Gate } from '../../components/gate';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Page, Tiles } from '../../components/page';
import { PageSkeleton } from '../../components/page-skeleton';
import { SeenTile } from '../../components/seen-tile';
import type { PageSearch } from '../../filter/search';
import { useFormat } from '../../format/use-format';
import { CostsDrawer, type OpenedCosts } from './costs-drawer';
import { CostsMenu } from './costs-menu';
import { EarningTiles } from './earning-tiles';
import { ProfitBegin } from './profit-begin';
import { ProfitFigures } from './profit-figures';
import { ProfitSentence } from './profit-sentence';
import { PROFIT_TILES, type ProfitView } from './profit-tiles';
import './profit.css';

/** What customers earn after the cost of serving them. */
export default function ProfitPage() {
  const { t } = useTranslation('profit');
  const query = useQuery(costs.kept());
  return (
    <Gate title={t('profit:title')} query={query}>
      {(kept) => <Content kept={latestFirst(kept)} />}
    </Gate>
  );
}

function Content({ kept }: { kept: KeptCosts[] }) {
  const { t } = useTranslation('profit');
  const format = useFormat();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as PageSearch;
  const [opened, setOpened] = useState<OpenedCosts | null>(null);
  const chosen = kept.find(({ id }) => id === search.costs) ?? kept[0];
  const view: ProfitView = search.view === 'incremental' ? 'incremental' : 'full';
  const turn = (change: PageSearch) =>
    void navigate({ to: '/profit', search: (old: PageSearch) => ({ ...old, ...change }), replace: true });
  const drawer = (
    <CostsDrawer
      opened={opened}
      onClose={() => setOpened(null)}
      onShow={(id) => turn({ costs: id, customer: undefined })}
    />
  );
  if (!chosen) {
    return (
      <>
        <ProfitBegin onBegin={() => setOpened('example')} />
        {drawer}
      </>
    );
  }
  const actions = (
    <>
      {kept.length > 1 && (
        <Select
          className="costs-select"
          aria-label={t('profit:costs')}
          value={chosen.id}
          popupMatchSelectWidth={false}
          options={kept.map(({ id, name }) => ({ value: id, label: name ? format.word(name) : id }))}
          onChange={(id: string) => turn({ costs: id, customer: undefined })}
        />
      )}
      <Segmented<ProfitView>
        aria-label={t('profit:view.label')}
        value={view}
        onChange={(value) => turn({ view: value === 'full' ? undefined : value })}
        options={[
          { value: 'full', label: t('profit:view.full') },
          { value: 'incremental', label: t('profit:view.incremental') },
        ]}
      />
      <CostsMenu
        id={chosen.id}
        onEdit={() => setOpened({ costs: chosen.id })}
        onNew={() => setOpened('example')}
      />
    </>
  );
  return (
    <>
      <Costed id={chosen.id} view={view} actions={actions} />
      {drawer}
    </>
  );
}

interface CostedProps {
  id: string;
  view: ProfitView;
  actions: React.ReactNode;
}

function Costed({ id, view, actions }: CostedProps) {
  const { t } = useTranslation('profit');
  const told = useProblemText();
  const { data, error, refetch } = useQuery(costs.profit(id));
  if (error || data?.problem) {
    const said = data?.problem ? told.told(data.problem) : null;
    return (
      <Page title={t('profit:title')} sentence={t('profit:sentence.refused')} actions={actions}>
        {said ? (
          <div className="failure" role="alert">
            <p>{said.message}</p>
            {said.hint && <p className="hint">{said.hint}</p>}
          </div>
        ) : (
          <Failure error={error} retry={() => void refetch()} />
        )}
      </Page>
    );
  }
  if (!data?.costed) return <PageSkeleton />;
  return <Shown id={id} costed={data.costed} view={view} actions={actions} />;
}

function Shown({ id, costed, view, actions }: CostedProps & { costed: CostedView }) {
  const { t } = useTranslation('profit');
  return (
    <Page
      title={t('profit:title')}
      sentence={<ProfitSentence costed={costed} />}
      actions={actions}
      figures={<ProfitFigures costed={costed} />}
    >
      <Tiles>
        {PROFIT_TILES.map(({ Tile: ProfitTile, asks }, place) => {
          const tile = <ProfitTile key={place} id={id} costed={costed} view={view} />;
          return asks ? (
            <SeenTile key={place} id={asks.id} height={asks.height} wide>
              {tile}
            </SeenTile>
          ) : (
            tile
          );
        })}
        <EarningTiles />
      </Tiles>
      <HiddenTiles page="profit" />
    </Page>
  );
}
