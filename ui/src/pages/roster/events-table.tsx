import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { RosterEvent } from '../../api/decisions';
import { DASH } from '../../format/number';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import './roster.css';

interface EventsTableProps {
  events: RosterEvent[];
  /** names of the accounts too */
  named?: boolean;
}

/** Decisions about accounts, latest first. */
export function EventsTable({ events, named }: EventsTableProps) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  return (
    <div className="table-scroll">
      <table className="plain-table decision-table">
        <thead>
          <tr>
            {named && <th scope="col">{t('decisions:column.account')}</th>}
            <th scope="col">{t('decisions:column.decision')}</th>
            <th scope="col">{t('decisions:column.proposal')}</th>
            <th scope="col">{t('decisions:column.tier')}</th>
            <th scope="col">{t('decisions:column.on')}</th>
            <th scope="col">{t('decisions:why')}</th>
            <th scope="col">{t('decisions:column.by')}</th>
            <th scope="col">{t('decisions:column.at')}</th>
          </tr>
        </thead>
        <tbody>
          {events.map((event, index) => (
            <tr key={index}>
              {named && (
                <td>
                  <Link to="/customers/$id" params={{ id: event.customer_id }}>
                    {event.customer_id}
                  </Link>
                </td>
              )}
              <td>{t(`decisions:done.${event.decision}`)}</td>
              <td>{t(`decisions:action.${event.action}`)}</td>
              <td>{event.tier ? format.word(event.tier.name) : DASH}</td>
              <td>
                {event.until ? t('decisions:until', { day: format.day(event.until) }) : format.day(event.on)}
              </td>
              <td className="said">{event.why}</td>
              <td>{event.by}</td>
              <td>{format.moment(event.at)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
