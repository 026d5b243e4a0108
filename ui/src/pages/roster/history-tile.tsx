import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { decisions } from '../../api/decisions';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { EventsTable } from './events-table';

/** Rows that are added at a time. */
const STEP = 10;

/** What was decided, by whom and why. */
export function HistoryTile() {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const [shown, setShown] = useState(STEP);
  const events = useQuery(decisions.history()).data ?? [];
  if (events.length === 0) return null;
  return (
    <Tile
      id="roster-history"
      wide
      title={t('decisions:history.title')}
      definition={t('decisions:history.definition')}
      sheet={{
        columns: [
          t('decisions:column.id'),
          t('decisions:column.decision'),
          t('decisions:column.proposal'),
          t('decisions:column.tier'),
          t('decisions:column.on'),
          t('decisions:why'),
          t('decisions:column.by'),
          t('decisions:column.at'),
        ],
        rows: events.map((event) => [
          event.customer_id,
          t(`decisions:done.${event.decision}`),
          t(`decisions:action.${event.action}`),
          event.tier ? format.word(event.tier.name) : '',
          event.on,
          event.why,
          event.by,
          event.at,
        ]),
      }}
    >
      <EventsTable events={events.slice(0, shown)} named />
      {shown < events.length && (
        <button type="button" className="plain-button more" onClick={() => setShown(shown + STEP)}>
          {t('decisions:more', { shown: format.count(shown), all: format.count(events.length) })}
        </button>
      )}
    </Tile>
  );
}
