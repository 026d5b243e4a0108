import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type VoiceComplaintGroup, type VoiceComplaints, voice } from '../../api/voice';
import { Bar } from '../../components/bar';
import { DASH } from '../../format/number';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import { VoiceTile } from './voice-tile';

/** How many of the open complaints stand in the tile. */
const OLDEST = 5;

/** Complaints by touchpoint or any label: how many, how often, how old, how long, and whether once was enough. */
export function ComplaintsTile() {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const [by, setBy] = useState<string>();
  const { data, error } = useQuery(voice.complaints(by));
  const dimensions = data?.complaints?.dimensions ?? [];
  return (
    <VoiceTile
      id="voice-complaints"
      wide
      table="interactions"
      title={t('voice:complaints.title')}
      definition={t('voice:complaints.definition')}
      asked={{ view: data?.complaints, problem: data?.problem, error }}
      none={(view) => (view.contacts === 0 ? t('voice:complaints.none') : undefined)}
      note={(view) => `${format.day(view.from)} – ${format.day(view.to)}`}
      tools={
        dimensions.length > 1 && (
          <Select
            size="small"
            className="voice-select"
            showSearch
            optionFilterProp="label"
            popupMatchSelectWidth={false}
            aria-label={t('voice:groups.by')}
            value={by ?? data?.complaints?.by ?? 'touchpoint'}
            onChange={setBy}
            options={dimensions.map((one) => ({ value: one.id, label: format.word(one.label) }))}
          />
        )
      }
      sheet={(view) => ({
        columns: [
          format.word(view.label),
          t('voice:complaints.complaints'),
          t('voice:column.customers'),
          t('voice:complaints.orders'),
          t('voice:complaints.rate'),
          t('voice:column.low'),
          t('voice:column.high'),
          t('voice:complaints.open'),
          t('voice:complaints.openDays'),
          t('voice:complaints.oldestDays'),
          t('voice:complaints.days'),
          t('voice:complaints.repeats'),
          t('voice:complaints.first'),
        ],
        rows: [...view.groups, view.all].map((one, place) => [
          place === view.groups.length ? t('voice:groups.all') : format.word(one.label),
          one.complaints,
          one.customers,
          one.orders,
          one.rate ?? null,
          one.rate_low ?? null,
          one.rate_high ?? null,
          one.open,
          one.open_median_days ?? null,
          one.open_oldest_days ?? null,
          one.median_days ?? null,
          one.repeats?.share ?? null,
          one.first_contact?.share ?? null,
        ]),
      })}
    >
      {(view) => (
        <>
          <Groups view={view} />
          <Open view={view} />
        </>
      )}
    </VoiceTile>
  );
}

function Groups({ view }: { view: VoiceComplaints }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const heads = ['complaints', 'rate', 'open', 'days', 'repeats', 'first'] as const;
  const most = Math.max(...view.groups.map((one) => one.complaints), 1);
  const days = (value: number | null | undefined) =>
    value == null ? DASH : t('voice:complaints.inDays', { value: format.exact(value, 1) });
  const share = (of: VoiceComplaintGroup['repeats']) =>
    of ? (
      <span
        title={t('voice:interval', {
          value: format.percent(of.share),
          low: format.percent(of.low),
          high: format.percent(of.high),
        })}
      >
        {format.percent(of.share, 0)}
      </span>
    ) : (
      DASH
    );
  const row = (one: VoiceComplaintGroup, name: string, total: boolean) => (
    <tr key={total ? 'all' : `group-${one.id}`} className={total ? 'sum' : undefined}>
      <td className="voice-name">{name}</td>
      <td className="voice-bar-column">{!total && <Bar share={one.complaints / most} />}</td>
      <td className="number">{format.count(one.complaints)}</td>
      <td className="number">
        {one.rate == null ? (
          DASH
        ) : (
          <>
            {format.percent(one.rate, 2)}{' '}
            {one.rate_low != null && one.rate_high != null && (
              <span className="muted small">
                ({format.percent(one.rate_low, 2)} – {format.percent(one.rate_high, 2)})
              </span>
            )}
          </>
        )}
      </td>
      <td className="number" title={days(one.open_oldest_days)}>
        {format.count(one.open)}
        {one.open > 0 && <span className="muted small"> · {days(one.open_median_days)}</span>}
      </td>
      <td className="number">{days(one.median_days)}</td>
      <td className="number">{share(one.repeats)}</td>
      <td className="number">{share(one.first_contact)}</td>
    </tr>
  );
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
    <section className="table-scroll" tabIndex={0} aria-label={t('voice:complaints.title')}>
      <table className="plain-table voice-table">
        <thead>
          <tr>
            <th scope="col" colSpan={2}>
              {format.word(view.label)}
            </th>
            {heads.map((head) => (
              <th key={head} scope="col" className="number">
                {t(`voice:complaints.${head}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {view.groups.map((one) => row(one, format.word(one.label), false))}
          {row(view.all, t('voice:groups.all'), true)}
        </tbody>
      </table>
    </section>
  );
}

function Open({ view }: { view: VoiceComplaints }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const { suggestions } = view;
  return (
    <div className="voice-below small">
      {suggestions.all > 0 && (
        <p>
          {t('voice:complaints.suggestions', {
            count: suggestions.all,
            text: format.count(suggestions.all),
            valuable: format.count(suggestions.valuable),
            ordinary: format.count(suggestions.ordinary),
          })}
        </p>
      )}
      {view.open.length > 0 && (
        <p>
          {t('voice:complaints.oldest')}{' '}
          {view.open.slice(0, OLDEST).map((one, place) => (
            <span key={place} className="nowrap">
              {place > 0 && ' · '}
              <Link to="/customers/$id" params={{ id: one.customer_id }}>
                {one.name || one.customer_id}
              </Link>{' '}
              <span className="muted">
                {t('voice:complaints.inDays', { value: format.exact(one.days, 0) })}
                {one.owner ? `, ${one.owner}` : ''}
              </span>
            </span>
          ))}
        </p>
      )}
    </div>
  );
}
