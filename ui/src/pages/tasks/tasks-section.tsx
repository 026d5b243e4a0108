import { useQuery } from '@tanstack/react-query';
import { Select } from 'antd';
import { useState } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { decisions, type TaskView } from '../../api/decisions';
import { Gate } from '../../components/gate';
import { HiddenTiles } from '../../components/hidden-tiles';
import { Page, Tiles } from '../../components/page';
import { Tile } from '../../components/tile';
import { useName } from '../../components/use-name';
import { useFormat } from '../../format/use-format';
import { TaskDialog } from './task-dialog';
import { TaskDrawer } from './task-drawer';
import { TaskTable, taskSheet } from './task-table';
import '../roster/roster.css';

type Shown = 'open' | 'mine' | 'overdue' | 'account' | 'closed';

/** Everything that is to be done for customers: mine, overdue, by account. */
export function TasksSection() {
  const { t } = useTranslation('decisions');
  const query = useQuery(decisions.tasks());
  return (
    <Gate title={t('decisions:tasks.title')} query={query}>
      {(data) => <Content tasks={data.tasks} open={data.open} overdue={data.overdue} />}
    </Gate>
  );
}

function Content({ tasks, open, overdue }: { tasks: TaskView[]; open: number; overdue: number }) {
  const { t } = useTranslation('decisions');
  const format = useFormat();
  const [name] = useName();
  const [shown, setShown] = useState<Shown>('open');
  const [adding, setAdding] = useState(false);
  const [opened, setOpened] = useState<number | null>(null);
  const list = pick(tasks, shown, name.trim());
  const key =
    overdue > 0 ? 'decisions:tasks.late' : open > 0 ? 'decisions:tasks.open' : 'decisions:tasks.none';
  const choices: Shown[] = ['open', 'mine', 'overdue', 'account', 'closed'];
  return (
    <>
      <Page
        title={t('decisions:tasks.title')}
        sentence={
          <Trans
            t={t}
            i18nKey={key}
            values={{ text: format.exact(open, 0), late: format.exact(overdue, 0) }}
            components={{ b: <b />, w: <b className="warn" /> }}
          />
        }
        actions={
          <>
            <Select
              className="card-select"
              aria-label={t('decisions:tasks.which')}
              value={shown}
              options={choices.map((value) => ({ value, label: t(`decisions:tasks.show.${value}`) }))}
              onChange={setShown}
            />
            <button type="button" className="plain-button" onClick={() => setAdding(true)}>
              {t('decisions:tasks.add')}
            </button>
          </>
        }
      >
        <Tiles>
          <Tile
            id="tasks-list"
            wide
            title={t(`decisions:tasks.show.${shown}`)}
            definition={t('decisions:tasks.definition')}
            sheet={taskSheet(list, t)}
          >
            <TaskTable tasks={list} named onOpen={setOpened} />
          </Tile>
        </Tiles>
        <HiddenTiles page="tasks" />
      </Page>
      <TaskDialog open={adding} onClose={() => setAdding(false)} />
      <TaskDrawer task={tasks.find(({ id }) => id === opened) ?? null} onClose={() => setOpened(null)} />
    </>
  );
}

function pick(tasks: TaskView[], shown: Shown, name: string): TaskView[] {
  const open = tasks.filter(({ state }) => state === 'open');
  switch (shown) {
    case 'mine':
      return open.filter(({ owner }) => owner === name);
    case 'overdue':
      return open.filter((task) => task.overdue_days != null);
    case 'account':
      return [...open].sort((a, b) => (a.name ?? a.customer_id).localeCompare(b.name ?? b.customer_id));
    case 'closed':
      return tasks.filter(({ state }) => state !== 'open');
    default:
      return open;
  }
}
