import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { CardSummary, ScoreView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { useJobs } from '../../app/job-provider';
import { useStatus } from '../../app/use-status';
import { Failure } from '../../components/failure';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Notices } from '../../components/notices';
import { Page, Tiles } from '../../components/page';
import { PageSkeleton } from '../../components/page-skeleton';
import { AlertsTile } from '../overview/alerts-tile';
import { AccountsFigures } from './accounts-figures';
import { AccountsSentence } from './accounts-sentence';
import { AssessorsTile } from './assessors-tile';
import { CompareTile } from './compare-tile';
import { CorrelationTile } from './correlation-tile';
import { DepartmentsTile } from './departments-tile';
import { GroupsTile } from './groups-tile';
import { LinesTile } from './lines-tile';
import { RankingTile } from './ranking-tile';
import { TiersTile } from './tiers-tile';
import { WayTile } from './way-tile';
import { WhatIfTile } from './what-if-tile';

interface CardScoreProps {
  card: CardSummary;
  actions: ReactNode;
  onEdit: () => void;
}

/** One card: its accounts as the current valuation scored them, or why there are none yet. */
export function CardScore({ card, actions, onEdit }: CardScoreProps) {
  const { t } = useTranslation('accounts');
  const query = useQuery(queries.score(card.id));
  const answer = query.data;
  if (!answer && !query.error) return <PageSkeleton />;
  const score = answer?.score ?? undefined;
  const behind = !card.problem && (!score || score.version !== card.version);
  const bar = card.problem ? (
    <CardProblem card={card} onEdit={onEdit} />
  ) : (
    behind && !query.error && <Behind version={card.version} scored={score?.version} />
  );
  return (
    <Page
      title={t('accounts:title')}
      sentence={score ? <AccountsSentence score={score} /> : t('accounts:sentence.notScored')}
      actions={actions}
      notices={
        <>
          {bar}
          <CardNotices card={card.id} />
        </>
      }
      figures={score && <AccountsFigures score={score} />}
    >
      {query.error && <Failure error={query.error} retry={() => void query.refetch()} />}
      {score && <ScoreTiles score={score} />}
    </Page>
  );
}

/** Remarks of the valuation on this card that no tile says: on typed scores, and why there are no scores. */
function CardNotices({ card }: { card: string }) {
  const notices = useStatus().data?.current_run?.notices ?? [];
  const told = ['card-line-empty', 'card-line-left-out', 'card-lines-redundant', 'card-unfit'];
  const own = notices.filter(
    ({ code, values }) => code.startsWith('card-') && !told.includes(code) && values.card === card,
  );
  return <Notices list={own} cards />;
}

function ScoreTiles({ score }: { score: ScoreView }) {
  return (
    <>
      <Tiles>
        <RankingTile score={score} />
        <TiersTile score={score} />
        <CompareTile score={score} />
        <AlertsTile id="accounts-alerts" filters={[`card.${score.card}.score:ge:-1000000`]} limit={25} />
        <WhatIfTile score={score} />
        <WayTile score={score} />
        <DepartmentsTile score={score} />
        <LinesTile score={score} />
        <GroupsTile score={score} />
        <AssessorsTile score={score} />
        <CorrelationTile score={score} />
      </Tiles>
      <HiddenTiles page="accounts" />
    </>
  );
}

/** The card was changed after the valuation: one click scores it. */
function Behind({ version, scored }: { version: number; scored?: number }) {
  const { t } = useTranslation('accounts');
  const jobs = useJobs();
  const busy = jobs.job?.state === 'running';
  return (
    <div className="card-bar" role="status">
      <span>
        {scored === undefined
          ? t('accounts:behind.never')
          : t('accounts:behind.older', { scored: String(scored), version: String(version) })}
      </span>
      <button type="button" className="plain-button" disabled={busy} onClick={() => void jobs.value({})}>
        {t('accounts:behind.value')}
      </button>
    </div>
  );
}

/** Why the card no longer fits the catalogue. */
function CardProblem({ card, onEdit }: { card: CardSummary; onEdit: () => void }) {
  const { t } = useTranslation('accounts');
  const text = useProblemText();
  if (!card.problem) return null;
  return (
    <div className="card-bar" role="alert">
      <span>{text.told(card.problem).message}</span>
      <button type="button" className="plain-button" onClick={onEdit}>
        {t('accounts:edit')}
      </button>
    </div>
  );
}
