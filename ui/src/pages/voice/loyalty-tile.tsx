import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Heard, type VoiceLoyalty, voice } from '../../api/voice';
import { heat, heatInk } from '../../app/palette';
import { useThemeMode } from '../../app/theme-mode';
import { Definition } from '../../components/definition';
import { useFormat } from '../../format/use-format';
import { LoyaltyChart } from './loyalty-chart';
import { VoiceTile } from './voice-tile';

/** Places of the map as they are drawn: who likes it above, who buys again to the right. */
const DRAWN = ['latent', 'true', 'none', 'spurious'] as const;

/** What customers feel against what they do. */
export function LoyaltyTile({ heard }: { heard: Heard }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const { data, error } = useQuery(voice.loyalty(heard));
  return (
    <VoiceTile
      id="voice-loyalty"
      wide
      title={t('voice:loyalty.title')}
      definition={t('voice:loyalty.definition')}
      asked={{ view: data?.loyalty, problem: data?.problem, error }}
      none={(view) => (view.customers === 0 ? t('voice:noCustomers') : undefined)}
      note={(view) =>
        t('voice:loyalty.note', {
          attitude: format.exact(view.attitude_from, 1),
          behaviour: format.word(view.behaviour_label),
          from: format.exact(view.behaviour_from, 1),
        })
      }
      sheet={(view) => ({
        columns: [
          t('voice:loyalty.place'),
          t('voice:column.customers'),
          t('voice:stake.ofCustomers'),
          `${t('voice:column.revenue')}, ${format.currency}`,
          `${t('voice:column.equity')}, ${format.currency}`,
          t('voice:stake.ofEquity'),
        ],
        rows: view.places.map((one) => [
          format.word(one.label),
          one.customers,
          one.share_of_customers ?? null,
          one.revenue,
          one.equity,
          one.share_of_equity ?? null,
        ]),
      })}
    >
      {(view) => (
        <div className="loyalty-pair">
          <Places view={view} />
          <LoyaltyChart view={view} />
        </div>
      )}
    </VoiceTile>
  );
}

function Places({ view }: { view: VoiceLoyalty }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const { mode } = useThemeMode();
  const most = Math.max(...view.places.map((one) => one.share_of_customers ?? 0), 1e-9);
  return (
    <div className="loyalty">
      <span className="loyalty-up muted small">{t('voice:loyalty.attitude')} →</span>
      <div className="loyalty-map">
        {DRAWN.map((id) => {
          const one = view.places.find((place) => place.id === id);
          const share = one?.share_of_customers ?? 0;
          const strength = (0.72 * share) / most;
          const ink = heatInk(strength, mode);
          return (
            <div key={id} className="loyalty-place" style={{ background: heat(strength, mode), color: ink }}>
              <Definition text={one && format.word(one.meaning)}>
                <strong>{one ? format.word(one.label) : ''}</strong>
              </Definition>
              <span className="loyalty-share figures">{format.percent(share, 0)}</span>
              <span className="small figures">
                {t('voice:loyalty.customers', {
                  count: one?.customers ?? 0,
                  text: format.count(one?.customers ?? 0),
                })}
                {' · '}
                {format.money(one?.equity)}
              </span>
            </div>
          );
        })}
      </div>
      <span className="loyalty-right muted small">
        {t('voice:loyalty.behaviour', { name: format.word(view.behaviour_label) })} →
      </span>
    </div>
  );
}
