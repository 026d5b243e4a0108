import { useQuery } from '@tanstack/react-query';
import { Input } from 'antd';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { decisions, type ProposalsView, type RosterView } from '../../api/decisions';
import { useProblemText } from '../../api/use-problem-text';
import { useJobs } from '../../app/job-provider';
import { Figure, Figures } from '../../components/figure';
import { Gate } from '../../components/gate';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Page, Tiles } from '../../components/page';
import { useFormat } from '../../format/use-format';
import { type Asked, DecisionDialog } from './decision-dialog';
import { HistoryTile } from './history-tile';
import { ProposalsTile } from './proposals-tile';
import { RosterTile } from './roster-tile';
import { RuleDrawer } from './rule-drawer';
import './roster.css';

/** The key-account roster: who is on it, what the valuation proposes, what was decided. */
export function RosterSection() {
  const { t } = useTranslation('decisions');
  const [on, setOn] = useState('');
  const roster = useQuery({ ...decisions.roster(on || undefined), placeholderData: (old) => old });
  return (
    <Gate title={t('decisions:roster.title')} query={roster}>
      {(data) => <Content roster={data} on={on} onDay={setOn} />}
    </Gate>
  );
}

interface ContentProps {
  roster: RosterView;
  on: string;
  onDay: (day: string) => void;
}

function Content({ roster, on, onDay }: ContentProps) {
  const { t } = useTranslation('decisions');
  const [asked, setAsked] = useState<Asked | null>(null);
  const [ruling, setRuling] = useState(false);
  const proposals = useQuery(decisions.proposals()).data;
  const actions = (
    <>
      <label className="muted small" htmlFor="roster-on">
        {t('decisions:roster.on')}{' '}
        <Input
          id="roster-on"
          type="date"
          size="small"
          style={{ width: 144 }}
          value={on}
          onChange={(event) => onDay(event.target.value)}
        />
      </label>
      <button type="button" className="plain-button" onClick={() => setRuling(true)}>
        {t('decisions:rule.open')}
      </button>
    </>
  );
  return (
    <>
      <Page
        title={t('decisions:roster.title')}
        sentence={<Sentence roster={roster} proposals={proposals} />}
        actions={actions}
        notices={<Behind roster={roster} proposals={proposals} onRule={() => setRuling(true)} />}
        figures={<RosterFigures roster={roster} proposals={proposals} />}
      >
        <Tiles>
          {proposals && !on && <ProposalsTile proposals={proposals} onAsk={setAsked} />}
          <RosterTile roster={roster} past={on !== ''} onAsk={setAsked} />
          <HistoryTile />
        </Tiles>
        <HiddenTiles page="roster" />
      </Page>
      <DecisionDialog asked={asked} tiers={roster.tiers} onClose={() => setAsked(null)} />
      <RuleDrawer open={ruling} roster={roster} onClose={() => setRuling(false)} />
    </>
  );
}

function Sentence({ roster, proposals }: { roster: RosterView; proposals: ProposalsView | undefined }) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const open = proposals?.proposals.length ?? 0;
  const count = roster.accounts.length;
  const key =
    !roster.rule && count === 0
      ? 'decisions:roster.sentence.none'
      : open > 0
        ? 'decisions:roster.sentence.open'
        : 'decisions:roster.sentence.settled';
  const money = format.money(roster.accounts.reduce((sum, account) => sum + (account.revenue ?? 0), 0));
  return (
    <Trans
      t={t}
      i18nKey={key}
      values={{ text: format.exact(count, 0), money, open: format.exact(open, 0) }}
      components={{ b: <b /> }}
    />
  );
}

function RosterFigures({ roster, proposals }: { roster: RosterView; proposals: ProposalsView | undefined }) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const revenue = roster.accounts.reduce((sum, account) => sum + (account.revenue ?? 0), 0);
  const within = (id: string) => roster.accounts.filter((account) => account.tier.id === id).length;
  return (
    <Figures>
      <Figure
        label={t('decisions:figure.accounts')}
        value={format.count(roster.accounts.length)}
        exact={format.exact(roster.accounts.length, 0)}
        note={t('decisions:figure.on', { day: format.day(roster.on) })}
      />
      {roster.tiers.length > 1 &&
        roster.tiers
          .slice(0, 2)
          .map((tier) => (
            <Figure
              key={tier.id}
              label={format.word(tier.name)}
              value={format.count(within(tier.id))}
              exact={format.exact(within(tier.id), 0)}
            />
          ))}
      <Figure
        label={t('decisions:figure.revenue')}
        value={format.money(revenue)}
        exact={format.moneyExact(revenue)}
        note={t('decisions:figure.window', { count: roster.rule?.rule.window_days ?? 365 })}
      />
      <Figure
        label={t('decisions:figure.open')}
        value={format.count(proposals?.proposals.length)}
        exact={format.exact(proposals?.proposals.length, 0)}
        note={
          proposals &&
          t('decisions:figure.away', {
            postponed: format.exact(proposals.postponed, 0),
            declined: format.exact(proposals.declined, 0),
          })
        }
      />
    </Figures>
  );
}

interface BehindProps {
  roster: RosterView;
  proposals: ProposalsView | undefined;
  onRule: () => void;
}

/** Why nothing is proposed, with the one click that helps. */
function Behind({ roster, proposals, onRule }: BehindProps) {
  const { t } = useTranslation('decisions');
  const text = useProblemText();
  const jobs = useJobs();
  const problem = roster.rule?.problem ?? proposals?.problem;
  if (!problem) return null;
  const older = problem.code === 'roster-rule-newer';
  return (
    <div className="card-bar" role="status">
      <span>{text.told(problem).message}</span>
      <button
        type="button"
        className="plain-button"
        disabled={older && jobs.job?.state === 'running'}
        onClick={() => (older ? void jobs.value({}) : onRule())}
      >
        {older ? t('decisions:rule.value') : t('decisions:rule.open')}
      </button>
    </div>
  );
}
