import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Button, Select, Tooltip } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { callsFile, type Heard, type VoiceCall, type VoiceCalls, voice } from '../../api/voice';
import { Bar } from '../../components/bar';
import { DASH } from '../../format/number';
import { useFormat } from '../../format/use-format';
import { TaskDialog } from '../tasks/task-dialog';
import '../../components/plain-table.css';
import { VoiceTile } from './voice-tile';

/** How many are shown; the whole list is a file. */
const SHOWN = 20;

/** Whom to call first: value at stake times displeasure, with who looks after the customer. */
export function CallsTile({ heard }: { heard: Heard }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const [owner, setOwner] = useState<string>();
  const { data, error } = useQuery(voice.calls(heard, owner, SHOWN));
  const owners = data?.calls?.owners ?? [];
  return (
    <VoiceTile
      id="voice-calls"
      wide
      title={t('voice:calls.title')}
      definition={t('voice:calls.definition')}
      asked={{ view: data?.calls, problem: data?.problem, error }}
      none={(view) => (view.rows.length === 0 ? t('voice:calls.none') : undefined)}
      note={(view) =>
        t('voice:calls.note', {
          count: view.customers,
          text: format.count(view.customers),
          equity: format.money(view.equity),
        })
      }
      tools={
        (owners.length > 1 || owner !== undefined) && (
          <Select
            size="small"
            className="voice-select"
            allowClear
            showSearch
            popupMatchSelectWidth={false}
            aria-label={t('voice:calls.owner')}
            placeholder={t('voice:calls.everyOwner')}
            value={owner}
            onChange={setOwner}
            options={owners.map((value) => ({ value, label: value }))}
          />
        )
      }
      sheet={(view) => ({
        columns: [
          t('voice:calls.place'),
          t('voice:calls.customer'),
          t('voice:calls.name'),
          t('voice:calls.owner'),
          t('voice:stake.class'),
          t('voice:calls.score'),
          t('voice:calls.answered'),
          `${t('voice:column.equity')}, ${format.currency}`,
          `${t('voice:calls.urgency')}, ${format.currency}`,
          t('voice:calls.open'),
        ],
        rows: view.rows.map((row) => [
          row.place,
          row.customer_id,
          row.name ?? '',
          row.owner ?? '',
          format.word(row.class_label),
          row.score,
          row.answered,
          row.equity,
          row.urgency,
          row.open_complaints,
        ]),
      })}
    >
      {(view) => (
        <>
          <Rows view={view} />
          {view.customers > view.rows.length && (
            <p className="voice-below small">
              <a href={callsFile(heard, owner)} download>
                {t('voice:calls.whole')}
              </a>
            </p>
          )}
        </>
      )}
    </VoiceTile>
  );
}

function Rows({ view }: { view: VoiceCalls }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const [taken, setTaken] = useState<VoiceCall | null>(null);
  const most = Math.max(...view.rows.map((row) => row.urgency), 1e-9);
  const title = (row: VoiceCall) =>
    t('voice:calls.task', {
      survey: format.word(view.name),
      label: format.word(row.class_label),
      score: format.exact(row.score, 1),
      day: format.day(row.answered),
    });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys
    <section className="table-scroll" tabIndex={0} aria-label={t('voice:calls.title')}>
      <table className="plain-table voice-table">
        <thead>
          <tr>
            <th scope="col">{t('voice:calls.customer')}</th>
            <th scope="col">{t('voice:calls.owner')}</th>
            <th scope="col">{t('voice:stake.class')}</th>
            <th scope="col" className="number">
              {t('voice:calls.score')}
            </th>
            <th scope="col">{t('voice:calls.answered')}</th>
            <th scope="col" className="number">
              {t('voice:column.equity')}, {format.currency}
            </th>
            <th scope="col" className="voice-bar-column">
              {t('voice:calls.urgency')}
            </th>
            <th scope="col" className="number">
              {t('voice:calls.open')}
            </th>
            <th scope="col" aria-label={t('voice:calls.makeTask')} />
          </tr>
        </thead>
        <tbody>
          {view.rows.map((row) => (
            <tr key={row.customer_id}>
              <td className="voice-name">
                <Link to="/customers/$id" params={{ id: row.customer_id }}>
                  {row.name || row.customer_id}
                </Link>
              </td>
              <td>{row.owner ?? DASH}</td>
              <td>{format.word(row.class_label)}</td>
              <td className="number">{format.exact(row.score, 1)}</td>
              <td>{format.day(row.answered)}</td>
              <td className="number" title={format.moneyExact(row.equity)}>
                {format.compact(row.equity)}
              </td>
              <td>
                <Tooltip title={format.money(row.urgency)}>
                  <span>
                    <Bar share={row.urgency / most} />
                  </span>
                </Tooltip>
              </td>
              <td className="number">{row.open_complaints > 0 ? format.count(row.open_complaints) : DASH}</td>
              <td>
                <Button size="small" type="link" onClick={() => setTaken(row)}>
                  {t('voice:calls.makeTask')}
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <TaskDialog
        open={taken !== null}
        customer={taken?.customer_id ?? ''}
        source={taken ? { kind: 'alert', of: view.survey, title: title(taken) } : undefined}
        owner={taken?.owner ?? undefined}
        onClose={() => setTaken(null)}
      />
    </section>
  );
}
