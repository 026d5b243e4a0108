import { Link } from '@tanstack/react-router';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { TaskView } from '../../api/decisions';
import type { Sheet } from '../../components/sheet';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import '../roster/roster.css';

/** Tasks as a table of texts and figures. */
export function taskSheet(tasks: TaskView[], t: TFunction<'decisions'>): Sheet {
  return {
    columns: [
      t('decisions:task.number'),
      t('decisions:column.id'),
      t('decisions:column.account'),
      t('decisions:task.title'),
      t('decisions:task.owner'),
      t('decisions:task.due'),
      t('decisions:task.late'),
      t('decisions:task.priority'),
      t('decisions:task.state'),
      t('decisions:task.result'),
      t('decisions:task.amount'),
    ],
    rows: tasks.map((task) => [
      task.id,
      task.customer_id,
      task.name ?? '',
      task.title,
      task.owner,
      task.due,
      task.overdue_days ?? null,
      t(`decisions:priority.${task.priority}`),
      t(`decisions:state.${task.state}`),
      task.result ?? '',
      task.amount ?? null,
    ]),
  };
}

interface TaskTableProps {
  tasks: TaskView[];
  /** with the account of each */
  named?: boolean;
  onOpen: (id: number) => void;
}

/** Tasks to read and to open. */
export function TaskTable({ tasks, named, onOpen }: TaskTableProps) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  if (tasks.length === 0) return <p className="muted">{t('decisions:tasks.nothing')}</p>;
  return (
    <div className="table-scroll">
      <table className="plain-table decision-table">
        <thead>
          <tr>
            <th scope="col">{t('decisions:task.title')}</th>
            {named && <th scope="col">{t('decisions:column.account')}</th>}
            <th scope="col">{t('decisions:task.owner')}</th>
            <th scope="col">{t('decisions:task.due')}</th>
            <th scope="col">{t('decisions:task.priority')}</th>
            <th scope="col">{t('decisions:task.state')}</th>
            <th scope="col">{t('decisions:task.result')}</th>
          </tr>
        </thead>
        <tbody>
          {tasks.map((task) => (
            <tr key={task.id}>
              <td className="said">
                <button type="button" className="text-button" onClick={() => onOpen(task.id)}>
                  {task.title}
                </button>
              </td>
              {named && (
                <td>
                  <Link to="/customers/$id" params={{ id: task.customer_id }}>
                    {task.name ?? task.customer_id}
                  </Link>
                </td>
              )}
              <td>{task.owner}</td>
              <td>
                {format.day(task.due)}{' '}
                {task.overdue_days != null && (
                  <span className="overdue small">
                    {t('decisions:task.overdue', { count: task.overdue_days })}
                  </span>
                )}
              </td>
              <td>{t(`decisions:priority.${task.priority}`)}</td>
              <td>{t(`decisions:state.${task.state}`)}</td>
              <td className="said">
                {task.result}{' '}
                {task.amount != null && <span className="figures">{format.money(task.amount)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
