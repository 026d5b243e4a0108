import { useQuery } from '@tanstack/react-query';
import { Select, Tooltip } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Heard, type VoiceGroups, voice } from '../../api/voice';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import { CLEAR } from './chances';
import { DotsChart } from './dots-chart';
import { useFigureText } from './use-figure-text';
import { useGroupings } from './use-groupings';
import { VoiceTile } from './voice-tile';

/** A questionnaire's figure by touchpoint, or by any label of customers, beside what the groups are worth. */
export function GroupsTile({ heard }: { heard: Heard }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const [by, setBy] = useState<string>();
  const { data, error } = useQuery(voice.groups(heard, by));
  const labels = useGroupings();
  const offered = data?.groups?.dimensions ?? [];
  // A way to group that the server refuses must not be the last.
  const dimensions = offered.length > 0 ? offered : labels;
  return (
    <VoiceTile
      id="voice-groups"
      wide
      title={t('voice:groups.title')}
      definition={t('voice:groups.definition')}
      asked={{ view: data?.groups, problem: data?.problem, error }}
      none={(view) => (view.groups.length === 0 ? t('voice:groups.none') : undefined)}
      note={(view) =>
        view.without_group > 0
          ? t('voice:groups.without', { count: view.without_group, text: format.count(view.without_group) })
          : undefined
      }
      tools={
        <Select
          size="small"
          className="voice-select"
          showSearch
          optionFilterProp="label"
          popupMatchSelectWidth={false}
          aria-label={t('voice:groups.by')}
          value={by ?? data?.groups?.by ?? 'touchpoint'}
          onChange={setBy}
          options={dimensions.map((one) => ({ value: one.id, label: format.word(one.label) }))}
        />
      }
      sheet={(view) => sheet(view, t, format)}
    >
      {(view) => <Shown view={view} />}
    </VoiceTile>
  );
}

function Shown({ view }: { view: VoiceGroups }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const write = useFigureText(view.figure);
  const valued = view.groups.some((group) => group.equity != null);
  const dots = useMemo(
    () =>
      view.groups.map((group) => ({
        name: format.word(group.label),
        value: group.figure?.value,
        low: group.figure?.low,
        high: group.figure?.high,
        warn: group.figure?.small,
        more: [[t('voice:column.respondents'), format.count(group.figure?.answers)]] as [string, string][],
      })),
    [view, t, format],
  );
  const mark = useMemo(
    () => (view.all.figure ? { at: view.all.figure.value, name: t('voice:groups.all') } : undefined),
    [view, t],
  );
  const axis = t(`voice:figure.${view.figure}`);
  return (
    <div className="voice-pair">
      <DotsChart label={t('voice:groups.title')} axis={axis} dots={dots} format={write.text} mark={mark} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a wide table is scrolled by keys */}
      <section className="table-scroll" tabIndex={0} aria-label={t('voice:groups.title')}>
        <table className="plain-table voice-table">
          <thead>
            <tr>
              <th scope="col">{format.word(view.label)}</th>
              <th scope="col" className="number">
                {t('voice:column.respondents')}
              </th>
              <th scope="col" className="number">
                {axis}
              </th>
              <th scope="col" className="number">
                <Tooltip title={t('voice:groups.shrunkMeans')}>
                  <span>{t('voice:groups.shrunk')}</span>
                </Tooltip>
              </th>
              {valued && (
                <>
                  <th scope="col" className="number">
                    {t('voice:column.revenue')}, {format.currency}
                  </th>
                  <th scope="col" className="number">
                    {t('voice:column.equity')}
                  </th>
                </>
              )}
            </tr>
          </thead>
          <tbody>
            {[...view.groups, view.all].map((group, place) => {
              const total = place === view.groups.length;
              const apart = group.against_others && group.against_others.p_holm < CLEAR;
              return (
                <tr key={total ? 'all' : `group-${group.id}`} className={total ? 'sum' : undefined}>
                  <td>{total ? t('voice:groups.all') : format.word(group.label)}</td>
                  <td className="number">{format.count(group.figure?.answers)}</td>
                  <td className="number">
                    {group.figure ? (
                      <>
                        {write.text(group.figure.value)}
                        {apart && (
                          <Tooltip
                            title={t('voice:groups.apart', {
                              difference: write.difference(group.against_others?.difference ?? 0),
                            })}
                          >
                            <sup className="voice-star">*</sup>
                          </Tooltip>
                        )}
                        {group.figure.small && <Few />}
                      </>
                    ) : (
                      '–'
                    )}
                  </td>
                  <td className="number muted">{group.shrunk ? write.text(group.shrunk.value) : '–'}</td>
                  {valued && (
                    <>
                      <td className="number">{format.compact(group.revenue)}</td>
                      <td className="number">{format.compact(group.equity)}</td>
                    </>
                  )}
                </tr>
              );
            })}
          </tbody>
        </table>
      </section>
    </div>
  );
}

/** A mark beside a figure of few answers. */
export function Few() {
  const { t } = useTranslation('voice');
  return (
    <Tooltip title={t('voice:smallMeans')}>
      <span className="tag attention voice-few">{t('voice:small')}</span>
    </Tooltip>
  );
}

function sheet(
  view: VoiceGroups,
  t: ReturnType<typeof useTranslation>['t'],
  format: ReturnType<typeof useFormat>,
) {
  const classes = view.all.classes;
  return {
    columns: [
      format.word(view.label),
      t('voice:column.customers'),
      t('voice:column.respondents'),
      t(`voice:figure.${view.figure}`),
      t('voice:column.low'),
      t('voice:column.high'),
      t('voice:groups.shrunk'),
      ...classes.map((one) => format.word(one.label)),
      t('voice:groups.pHolm'),
      `${t('voice:column.revenue')}, ${format.currency}`,
      `${t('voice:column.equity')}, ${format.currency}`,
    ],
    rows: [...view.groups, view.all].map((group, place) => [
      place === view.groups.length ? t('voice:groups.all') : format.word(group.label),
      group.customers,
      group.figure?.answers ?? 0,
      group.figure?.value ?? null,
      group.figure?.low ?? null,
      group.figure?.high ?? null,
      group.shrunk?.value ?? null,
      ...classes.map((_, at) => group.classes[at]?.share ?? null),
      group.against_others?.p_holm ?? null,
      group.revenue ?? null,
      group.equity ?? null,
    ]),
  };
}
