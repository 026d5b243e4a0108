import { useQuery } from '@tanstack/react-query';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import { type Heard, type VoiceStake, voice } from '../../api/voice';
import { inkOn } from '../../app/palette';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import { classColor } from './class-color';
import { VoiceTile } from './voice-tile';

/** What customers are worth by what they think, and how much of it belongs to the displeased. */
export function StakeTile({ heard }: { heard: Heard }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const { data, error } = useQuery(voice.stake(heard));
  return (
    <VoiceTile
      id="voice-stake"
      title={t('voice:stake.title')}
      definition={t('voice:stake.definition')}
      asked={{ view: data?.stake, problem: data?.problem, error }}
      none={(view) => (view.customers === 0 ? t('voice:noCustomers') : undefined)}
      note={(view) =>
        t('voice:stake.note', { text: format.count(view.customers), day: format.day(view.as_of) })
      }
      sheet={(view) => ({
        columns: [
          t('voice:stake.class'),
          t('voice:column.customers'),
          t('voice:stake.ofCustomers'),
          `${t('voice:column.revenue')}, ${format.currency}`,
          t('voice:stake.ofRevenue'),
          `${t('voice:column.equity')}, ${format.currency}`,
          t('voice:stake.ofEquity'),
        ],
        rows: view.classes.map((one) => [
          format.word(one.label),
          one.customers,
          one.share_of_customers ?? null,
          one.revenue,
          one.share_of_revenue ?? null,
          one.equity,
          one.share_of_equity ?? null,
        ]),
      })}
    >
      {(view) => <Shown view={view} />}
    </VoiceTile>
  );
}

const ROWS = ['customers', 'revenue', 'equity'] as const;
/** Share below which a part has no room for its label. */
const NARROW = 0.08;

function Shown({ view }: { view: VoiceStake }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const share = (row: (typeof ROWS)[number], one: VoiceStake['classes'][number]) =>
    Math.max(0, one[`share_of_${row}`] ?? 0);
  const amount = (row: (typeof ROWS)[number], one: VoiceStake['classes'][number]) =>
    row === 'customers' ? format.count(one.customers) : format.money(one[row]);
  return (
    <div className="stake">
      <p>
        {t('voice:stake.said', {
          count: view.displeased,
          text: format.count(view.displeased),
          value: format.money(view.at_stake),
          share: format.percent(view.share),
        })}
      </p>
      {ROWS.map((row) => (
        <div key={row} className="stake-row">
          <span className="muted small">{t(`voice:column.${row}`)}</span>
          <span className="stake-bar">
            {view.classes.map((one, place) => {
              const color = classColor(place, view.classes.length);
              const part = share(row, one);
              const text = `${format.word(one.label)}: ${amount(row, one)} (${format.percent(part)})`;
              return part > 0 ? (
                <Tooltip key={one.id} title={text}>
                  <span
                    // biome-ignore lint/a11y/noNoninteractiveTabindex: the amount must be reachable by keyboard
                    tabIndex={0}
                    role="img"
                    aria-label={text}
                    className="figures"
                    style={{ flexGrow: part, background: color, color: inkOn(color) }}
                  >
                    {part >= NARROW && format.percent(part, 0)}
                  </span>
                </Tooltip>
              ) : null;
            })}
          </span>
        </div>
      ))}
      <ul className="stake-classes small">
        {view.classes.map((one, place) => (
          <li key={one.id}>
            <span className="label-tag">
              <i style={{ background: classColor(place, view.classes.length) }} />
              {format.word(one.label)}
            </span>{' '}
            <span className="muted">
              {one.mean_equity != null && t('voice:stake.mean', { value: format.money(one.mean_equity) })}
            </span>
          </li>
        ))}
      </ul>
      {(view.not_in_run > 0 || view.worth_nothing > 0) && (
        <p className="muted small">
          {view.not_in_run > 0 &&
            `${t('voice:stake.notInRun', { count: view.not_in_run, text: format.count(view.not_in_run) })} `}
          {view.worth_nothing > 0 &&
            t('voice:stake.worthNothing', {
              count: view.worth_nothing,
              text: format.count(view.worth_nothing),
            })}
        </p>
      )}
    </div>
  );
}
