import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Select } from 'antd';
import type { ReactNode } from 'react';
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
import { DistributionTile } from './distribution-tile';
import { DriverTiles } from './driver-tiles';
import { GapsTile } from './gaps-tile';
import { GroupsTile } from './groups-tile';
import { LoyaltyTile } from './loyalty-tile';
import { PartsTile } from './parts-tile';
import { StakeTile } from './stake-tile';
import { VoiceBegin } from './voice-begin';
import { VoiceFigures } from './voice-figures';
import { VoiceSentence } from './voice-sentence';
import type { Asked } from './voice-tile';
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
  const { survey, wave } = useSearch({ strict: false }) as PageSearch;
  const surveys = overview?.surveys ?? [];
  const chosen = surveys.find(({ id }) => id === survey) ?? surveys[0];
  if (!chosen) {
    return <VoiceBegin unknown={overview?.unknown ?? []}>{<ComplaintsTile />}</VoiceBegin>;
  }
  // A wave of another questionnaire, or one that is gone, asks for all of them.
  const heard = { survey: chosen.id, wave: wave && chosen.waves.includes(wave) ? wave : undefined };
  return <Chosen heard={heard} actions={<Choice surveys={surveys} chosen={chosen} wave={heard.wave} />} />;
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
            ...[...chosen.waves].reverse().map((id) => ({ value: id, label: id })),
          ]}
          onChange={(id: string) => turn({ wave: id || undefined })}
        />
      )}
    </>
  );
}

function Chosen({ heard, actions }: { heard: Heard; actions: ReactNode }) {
  const { t } = useTranslation('voice');
  const told = useProblemText();
  const { data, error, isPending } = useQuery(voice.survey(heard));
  const survey = data?.survey;
  const asked: Asked<VoiceSurvey> = { view: survey, problem: data?.problem, error };
  if (isPending) return <PageSkeleton />;
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
        <WavesTile asked={asked} />
        <DistributionTile survey={survey} />
        <GapsTile survey={survey} />
        <PartsTile survey={survey} />
        <StakeTile heard={heard} />
        <GroupsTile heard={heard} />
        <DriverTiles heard={heard} />
        <LoyaltyTile heard={heard} />
        <AssociationTile heard={heard} />
        <CallsTile heard={heard} />
        <ComplaintsTile />
      </Tiles>
      <HiddenTiles page="voice" />
    </Page>
  );
}
