import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../api/use-problem-text';
import {
  type Heard,
  type VoiceOverview,
  type VoiceSurvey,
  type VoiceSurveyHead,
  voice,
} from '../../api/voice';
import { Gate } from '../../components/gate';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Notices } from '../../components/notices';
import { Page, Tiles } from '../../components/page';
import { PageSkeleton } from '../../components/page-skeleton';
import type { PageSearch } from '../../filter/search';
import { useFormat } from '../../format/use-format';
import { AssociationTile } from './association-tile';
import { CallsTile } from './calls-tile';
import { ComplaintsTile } from './complaints-tile';
import { DistributionTile, hasDistribution } from './distribution-tile';
import { DriverTiles } from './driver-tiles';
import { GapsTile, hasGaps } from './gaps-tile';
import { GroupsTile } from './groups-tile';
import { LoyaltyTile } from './loyalty-tile';
import { hasParts, PartsTile } from './parts-tile';
import { StakeTile } from './stake-tile';
import { type OpenedSurvey, SurveyDrawer } from './survey-drawer';
import { VoiceBegin } from './voice-begin';
import { VoiceFigures } from './voice-figures';
import { VoiceSentence } from './voice-sentence';
import type { Asked } from './voice-tile';
import { waveName } from './wave-name';
import { WavesTile } from './waves-tile';
import './voice.css';

/** What customers think, and what that is worth. */
export default function VoicePage() {
  const { t } = useTranslation('voice');
  const query = useQuery(voice.overview());
  return (
    <Gate title={t('voice:title')} query={query}>
      {(answer) => <Content overview={answer.voice} />}
    </Gate>
  );
}

function Content({ overview }: { overview: VoiceOverview | null | undefined }) {
  const { t } = useTranslation('voice');
  const { survey, wave } = useSearch({ strict: false }) as PageSearch;
  const [opened, setOpened] = useState<OpenedSurvey | null>(null);
  const surveys = overview?.surveys ?? [];
  const chosen = surveys.find(({ id }) => id === survey) ?? surveys[0];
  // A wave of another questionnaire, or one that is gone, asks for all of them.
  const known = wave !== undefined && chosen?.waves.includes(wave) ? wave : undefined;
  return (
    <>
      {chosen ? (
        <Chosen
          heard={{ survey: chosen.id, wave: known }}
          actions={
            <>
              <Choice surveys={surveys} chosen={chosen} wave={known} />
              <button type="button" className="plain-button" onClick={() => setOpened({ survey: chosen.id })}>
                {t('voice:editor.edit')}
              </button>
              <button type="button" className="plain-button" onClick={() => setOpened('template')}>
                {t('voice:editor.new')}
              </button>
            </>
          }
        />
      ) : (
        <VoiceBegin unknown={overview?.unknown ?? []} onKeep={() => setOpened('template')}>
          <ComplaintsTile />
        </VoiceBegin>
      )}
      <SurveyDrawer opened={opened} onClose={() => setOpened(null)} />
    </>
  );
}

interface ChoiceProps {
  surveys: VoiceSurveyHead[];
  chosen: VoiceSurveyHead;
  wave: string | undefined;
}

/** Which questionnaire and which of its waves; both stand in the address. */
function Choice({ surveys, chosen, wave }: ChoiceProps) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const navigate = useNavigate();
  const turn = (change: PageSearch) =>
    void navigate({ to: '/voice', search: (old: PageSearch) => ({ ...old, ...change }), replace: true });
  return (
    <>
      {surveys.length > 1 && (
        <Select
          className="voice-survey"
          aria-label={t('voice:survey')}
          value={chosen.id}
          popupMatchSelectWidth={false}
          options={surveys.map(({ id, name }) => ({ value: id, label: format.word(name) }))}
          onChange={(id: string) => turn({ survey: id, wave: undefined })}
        />
      )}
      {chosen.waves.length > 1 && (
        <Select
          className="voice-wave"
          aria-label={t('voice:wave')}
          value={wave ?? ''}
          popupMatchSelectWidth={false}
          options={[
            { value: '', label: t('voice:allWaves') },
            ...[...chosen.waves].reverse().map((id) => ({ value: id, label: waveName(id, format) })),
          ]}
          onChange={(id: string) => turn({ wave: id || undefined })}
        />
      )}
    </>
  );
}

/** Tiles that fit what was asked. */
function besides(survey: VoiceSurvey) {
  return [
    ...(hasDistribution(survey) ? [DistributionTile] : []),
    ...(hasGaps(survey) ? [GapsTile] : []),
    ...(hasParts(survey) ? [PartsTile] : []),
  ];
}

function Chosen({ heard, actions }: { heard: Heard; actions: ReactNode }) {
  const { t } = useTranslation('voice');
  const told = useProblemText();
  const { data, error, isPending } = useQuery(voice.survey(heard));
  const survey = data?.survey;
  const asked: Asked<VoiceSurvey> = { view: survey, problem: data?.problem, error };
  if (isPending) return <PageSkeleton />;
  const beside = survey ? besides(survey) : [];
  const said = data?.problem ? told.told(data.problem).message : error ? told.problem(error).message : '';
  return (
    <Page
      title={t('voice:title')}
      sentence={survey ? <VoiceSentence survey={survey} heard={heard} /> : said}
      actions={actions}
      notices={survey && <Notices list={survey.notices} />}
      figures={survey && <VoiceFigures survey={survey} heard={heard} />}
    >
      <Tiles>
        <WavesTile asked={asked} wide={beside.length % 2 === 0} />
        {survey && beside.map((Beside, place) => <Beside key={place} survey={survey} />)}
        <StakeTile heard={heard} />
        <AssociationTile heard={heard} />
        <GroupsTile heard={heard} />
        <DriverTiles heard={heard} />
        <LoyaltyTile heard={heard} />
        <CallsTile heard={heard} />
        <ComplaintsTile />
      </Tiles>
      <HiddenTiles page="voice" />
    </Page>
  );
}
