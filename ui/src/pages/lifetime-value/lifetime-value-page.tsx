import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { LifetimeValueView } from '../../api/types';
import { Gate } from '../../components/gate';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Notices } from '../../components/notices';
import { Page, Tiles } from '../../components/page';
import { BesideTile } from './beside-tile';
import { CalibrationTile } from './calibration-tile';
import { CohortTile } from './cohort-tile';
import { ContestantsTile } from './contestants-tile';
import { CurveTile } from './curve-tile';
import { ForecastTile } from './forecast-tile';
import { FormulasTile } from './formulas-tile';
import { FrequencyTile } from './frequency-tile';
import { LifetimeFigures } from './lifetime-figures';
import { LifetimeSentence } from './lifetime-sentence';
import { MapTile } from './map-tile';
import { MoneyTile } from './money-tile';
import { ParametersTile } from './parameters-tile';
import { ReliabilityTile } from './reliability-tile';
import { SeasonTile } from './season-tile';
import { TournamentTile } from './tournament-tile';
import { TrackingTile } from './tracking-tile';

/** The model, its parameters, and the proof. */
export default function LifetimeValuePage() {
  const { t } = useTranslation('lifetime-value');
  const query = useQuery(queries.lifetimeValue());
  return (
    <Gate title={t('lifetime-value:title')} query={query}>
      {(data) => <Content data={data} />}
    </Gate>
  );
}

function Content({ data }: { data: LifetimeValueView }) {
  const { t } = useTranslation('lifetime-value');
  const { holdout } = data;
  const why = !data.purchases
    ? t('lifetime-value:noModel')
    : data.notices.some((notice) => notice.code === 'no-holdout-fit')
      ? t('lifetime-value:unfitted')
      : t('lifetime-value:short');
  const { backtest } = data;
  const used = data.run.model.replace(/^naive-/, '');
  const judged = backtest?.contestants.find((entry) => entry.id === used && entry.pit.length > 0);
  const tested = holdout && holdout.by_frequency.length > 0;
  return (
    <Page
      title={t('lifetime-value:title')}
      sentence={<LifetimeSentence data={data} />}
      figures={<LifetimeFigures data={data} />}
      notices={<Notices list={data.notices} />}
    >
      <Tiles>
        <TournamentTile backtest={backtest ?? null} run={data.run} />
        {backtest?.money && <MoneyTile money={backtest.money} used={used} />}
        <TrackingTile holdout={holdout ?? null} why={why} />
        <ContestantsTile holdout={holdout ?? null} why={why} />
        <ReliabilityTile holdout={holdout ?? null} why={why} />
        {judged && <CalibrationTile entry={judged} levels={data.levels} />}
        {tested && (
          <FrequencyTile id="lifetime-value-holdout-frequency" kind="holdout" bars={holdout.by_frequency} />
        )}
        <FrequencyTile id="lifetime-value-frequency" kind="fit" bars={data.frequency} />
        <SeasonTile season={data.season ?? null} />
        <CurveTile points={data.curve} />
        <ForecastTile />
        <MapTile maps={data.maps} />
        {backtest && <BesideTile models={backtest.models} />}
        <ParametersTile
          purchases={data.purchases ?? null}
          spend={data.spend ?? null}
          independence={data.independence ?? null}
        />
        <FormulasTile formulas={data.formulas} wide={Boolean(tested) !== Boolean(judged)} />
        <CohortTile triangles={data.cohorts} />
      </Tiles>
      <HiddenTiles page="lifetime-value" />
    </Page>
  );
}
