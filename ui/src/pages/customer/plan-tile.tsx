import { Dropdown } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '../../api/decisions';
import type { CustomerView } from '../../api/types';
import { useCatalogue } from '../../api/use-catalogue';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { EventsTable } from '../roster/events-table';
import { TaskDialog } from '../tasks/task-dialog';
import { TaskDrawer } from '../tasks/task-drawer';
import { TaskTable, taskSheet } from '../tasks/task-table';
import { text } from './values';

/** Decisions that are shown. */
const SHOWN = 5;

interface Source {
  kind: 'playbook';
  of: string;
  title: string;
}

/** One account, one plan: its place on the roster, what is to be done, what was decided. */
export function PlanTile({ customer, account }: { customer: CustomerView; account: AccountView }) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const catalogue = useCatalogue();
  const [adding, setAdding] = useState<{ source?: Source } | null>(null);
  const [opened, setOpened] = useState<number | null>(null);
  // each label of the customer offers its strategy as a task
  const plays = catalogue.measures.flatMap((measure) => {
    const label = measure.labels.find(({ id }) => id === text(customer, measure.id));
    if (!label || format.word(label.strategy) === '') return [];
    const of = `${measure.id}:${label.id}`;
    return [
      { key: of, label: `${format.word(label.label)}: ${format.word(label.strategy)}`, told: label.strategy },
    ];
  });
  const { roster, history, tasks } = account;
  const items = [
    { key: 'free', label: t('decisions:source.free') },
    ...plays.map(({ key, label }) => ({ key, label: <span className="play-choice">{label}</span> })),
  ];
  const begin = (key: string) => {
    const play = plays.find((one) => one.key === key);
    const title = play ? format.word(play.told) : '';
    setAdding(play ? { source: { kind: 'playbook', of: key, title } } : {});
  };
  return (
    <>
      <Tile
        id="customer-plan"
        wide
        title={t('decisions:account.plan')}
        definition={t('decisions:account.planMeaning')}
        tools={
          <Dropdown trigger={['click']} menu={{ items, onClick: ({ key }) => begin(key) }}>
            <button type="button" className="plain-button">
              {t('decisions:tasks.add')}
            </button>
          </Dropdown>
        }
        sheet={taskSheet(tasks, t)}
      >
        {(roster || history.length > 0) && (
          <div className="plan-part">
            <h3>{t('decisions:account.roster')}</h3>
            {roster
              ? t('decisions:account.onRoster', {
                  tier: format.word(roster.tier.name),
                  day: format.day(roster.since),
                })
              : t('decisions:account.offRoster')}
            {roster && <span className="muted"> {roster.why}</span>}
          </div>
        )}
        <div className="plan-part">
          <h3>{t('decisions:tasks.title')}</h3>
          <TaskTable tasks={tasks} onOpen={setOpened} />
        </div>
        {history.length > 0 && (
          <div className="plan-part">
            <h3>{t('decisions:history.title')}</h3>
            <EventsTable events={history.slice(0, SHOWN)} />
          </div>
        )}
      </Tile>
      <TaskDialog
        open={adding !== null}
        customer={customer.customer_id}
        source={adding?.source}
        onClose={() => setAdding(null)}
      />
      <TaskDrawer task={tasks.find(({ id }) => id === opened) ?? null} onClose={() => setOpened(null)} />
    </>
  );
}
