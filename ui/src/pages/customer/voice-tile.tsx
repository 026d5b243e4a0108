import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { CustomerView } from '../../api/types';
import { type CustomerVoice, voice } from '../../api/voice';
import { Tile } from '../../components/tile';
import { DASH } from '../../format/number';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import './voice-tile.css';

/** What the customer answered, complained about and suggested; nothing where it said nothing. */
export function VoiceTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('heard');
  const format = useFormat();
  const { data } = useQuery(voice.customer(customer.customer_id));
  const heard = data?.voice;
  if (!heard || heard.scores.length + heard.contacts.length === 0) return null;
  return (
    <Tile
      id="customer-voice"
      wide
      title={t('heard:title')}
      definition={t('heard:definition')}
      note={t('heard:note', {
        complaints: format.count(heard.complaints),
        open: format.count(heard.open_complaints),
        suggestions: format.count(heard.suggestions),
      })}
      sheet={{
        columns: [
          t('heard:day'),
          t('heard:what'),
          t('heard:said'),
          t('heard:touchpoint'),
          t('heard:score'),
          t('heard:resolved'),
        ],
        rows: [
          ...heard.scores.map((one) => [
            one.day,
            format.word(one.name),
            one.class_label ? format.word(one.class_label) : '',
            one.touchpoint ?? '',
            one.score ?? null,
            '',
          ]),
          ...heard.contacts.map((one) => [
            one.day,
            t(`heard:sort.${one.sort}`),
            one.value ?? one.kind,
            one.touchpoint ?? '',
            null,
            one.resolved ?? '',
          ]),
        ],
      }}
    >
      <div className="heard">
        {heard.scores.length > 0 && <Scores heard={heard} />}
        {heard.contacts.length > 0 && <Contacts heard={heard} />}
      </div>
    </Tile>
  );
}

function Scores({ heard }: { heard: CustomerVoice }) {
  const { t } = useTranslation('heard');
  const format = useFormat();
  return (
    <section>
      <h3>{t('heard:answers')}</h3>
      <div className="tile-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('heard:day')}</th>
              <th scope="col">{t('heard:survey')}</th>
              <th scope="col" className="number">
                {t('heard:score')}
              </th>
              <th scope="col">{t('heard:said')}</th>
            </tr>
          </thead>
          <tbody>
            {heard.scores.map((one, place) => (
              <tr key={place}>
                <td className="nowrap">{format.day(one.day)}</td>
                <td>
                  <Link to="/voice" search={{ survey: one.survey, wave: one.wave }}>
                    {format.word(one.name)}
                  </Link>{' '}
                  <span className="muted small">
                    {[one.touchpoint, one.respondent].filter(Boolean).join(' · ')}
                  </span>
                </td>
                <td className="number">
                  <Tooltip
                    title={one.items.map((item) => (
                      <div key={item.id}>
                        {format.word(item.text)}: {format.exact(item.answer)}
                        {item.expectation != null &&
                          ` (${t('heard:expected', { value: format.exact(item.expectation) })})`}
                      </div>
                    ))}
                  >
                    {/* biome-ignore lint/a11y/noNoninteractiveTabindex: single answers must be reachable by keyboard */}
                    <span tabIndex={0}>{one.score == null ? DASH : format.exact(one.score, 1)}</span>
                  </Tooltip>
                </td>
                <td>
                  {one.class_label && (
                    <span className={one.displeased ? 'tag attention' : 'tag'}>
                      {format.word(one.class_label)}
                    </span>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function Contacts({ heard }: { heard: CustomerVoice }) {
  const { t } = useTranslation('heard');
  const format = useFormat();
  return (
    <section>
      <h3>{t('heard:contacts')}</h3>
      <div className="tile-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('heard:day')}</th>
              <th scope="col">{t('heard:what')}</th>
              <th scope="col">{t('heard:touchpoint')}</th>
              <th scope="col">{t('heard:resolved')}</th>
            </tr>
          </thead>
          <tbody>
            {heard.contacts.map((one, place) => (
              <tr key={place}>
                <td className="nowrap">{format.day(one.day)}</td>
                <td>
                  {one.sort === 'other' ? one.kind : t(`heard:sort.${one.sort}`)}{' '}
                  <span className="muted small">{one.value}</span>
                </td>
                <td>{one.touchpoint ?? DASH}</td>
                <td>
                  {one.open ? (
                    <span className="tag attention">{t('heard:open')}</span>
                  ) : one.days == null ? (
                    DASH
                  ) : (
                    t('heard:after', { value: format.exact(one.days, 1) })
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
