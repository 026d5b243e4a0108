import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Heard, type VoiceDrivers, voice } from '../../api/voice';
import { useFormat } from '../../format/use-format';
import { DotsChart } from './dots-chart';
import { ImportanceMap } from './importance-map';
import { type Asked, VoiceTile } from './voice-tile';

/** What an outcome goes together with, and where work would be felt first: one question, two tiles. */
export function DriverTiles({ heard }: { heard: Heard }) {
  const [outcome, setOutcome] = useState<string>();
  const { data, error } = useQuery(voice.drivers(heard, outcome));
  const asked = { view: data?.drivers, problem: data?.problem, error };
  // One reason is enough.
  if (data?.problem || error) return <MapTile asked={asked} wide />;
  return (
    <>
      <MapTile asked={asked} />
      <DriversTile asked={asked} onOutcome={setOutcome} />
    </>
  );
}

type Importance = 'derived' | 'stated';

function MapTile({ asked, wide }: { asked: Asked<VoiceDrivers>; wide?: boolean }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const [chosen, setChosen] = useState<Importance>('derived');
  const said = asked.view?.cut_stated != null;
  const shown = said ? chosen : 'derived';
  return (
    <VoiceTile
      id="voice-map"
      wide={wide}
      title={t('voice:map.title')}
      definition={t('voice:map.definition')}
      asked={asked}
      none={(view) => (view.drivers.length === 0 ? t('voice:drivers.none') : undefined)}
      note={() => t(`voice:map.note.${shown}`)}
      tools={
        said && (
          <Segmented<Importance>
            size="small"
            value={shown}
            onChange={setChosen}
            options={(['derived', 'stated'] as const).map((value) => ({
              value,
              label: t(`voice:map.${value}`),
            }))}
          />
        )
      }
      sheet={(view) => ({
        columns: [
          t('voice:drivers.item'),
          t('voice:map.performance'),
          t('voice:map.derived'),
          t('voice:map.quarter'),
          ...(said ? [t('voice:map.stated'), t('voice:map.quarter')] : []),
        ],
        rows: view.drivers.map((one) => [
          format.word(one.label),
          one.performance,
          one.share,
          t(`voice:quadrant.${one.place}`),
          ...(said
            ? [one.stated ?? null, one.stated_place ? t(`voice:quadrant.${one.stated_place}`) : '']
            : []),
        ]),
      })}
    >
      {(view) => <Drawn view={view} shown={shown} />}
    </VoiceTile>
  );
}

function Drawn({ view, shown }: { view: VoiceDrivers; shown: Importance }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const derived = shown === 'derived';
  const items = useMemo(
    () =>
      view.drivers.flatMap((one) => {
        const importance = derived ? one.share : one.stated;
        const place = derived ? one.place : one.stated_place;
        if (importance == null || !place) return [];
        return [{ name: format.word(one.label), performance: one.performance, importance, place }];
      }),
    [view, derived, format],
  );
  const cut = useMemo(
    () => ({
      performance: view.cut_performance,
      importance: derived ? view.cut_importance : (view.cut_stated ?? 0),
    }),
    [view, derived],
  );
  const axes = useMemo(
    () => ({ performance: t('voice:map.performance'), importance: t(`voice:map.${shown}`) }),
    [shown, t],
  );
  const write = useMemo(
    () => ({
      performance: (value: number) => format.exact(value, 0),
      importance: (value: number) => (derived ? format.percent(value, 0) : format.exact(value, 1)),
    }),
    [derived, format],
  );
  return <ImportanceMap items={items} cut={cut} axes={axes} format={write} />;
}

interface DriversTileProps {
  asked: Asked<VoiceDrivers>;
  onOutcome: (outcome: string) => void;
}

function DriversTile({ asked, onOutcome }: DriversTileProps) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const outcomes = asked.view?.outcomes ?? [];
  return (
    <VoiceTile
      id="voice-drivers"
      title={t('voice:drivers.title')}
      definition={t('voice:drivers.definition')}
      asked={asked}
      none={(view) => (view.drivers.length === 0 ? t('voice:drivers.none') : undefined)}
      note={(view) =>
        t('voice:drivers.note', {
          outcome: format.word(view.outcome.label),
          share: format.percent(view.r_squared, 0),
          text: format.count(view.respondents),
        })
      }
      tools={
        outcomes.length > 1 && (
          <Select
            size="small"
            className="voice-select"
            popupMatchSelectWidth={false}
            aria-label={t('voice:drivers.outcome')}
            value={asked.view?.outcome.id}
            onChange={onOutcome}
            options={outcomes.map((one) => ({ value: one.id, label: format.word(one.label) }))}
          />
        )
      }
      sheet={(view) => ({
        columns: [
          t('voice:drivers.item'),
          t('voice:drivers.share'),
          t('voice:drivers.weight'),
          t('voice:column.low'),
          t('voice:column.high'),
          t('voice:drivers.correlation'),
          t('voice:drivers.standardised'),
          t('voice:groups.pHolm'),
        ],
        rows: view.drivers.map((one) => [
          format.word(one.label),
          one.share,
          one.weight,
          one.weight_low ?? null,
          one.weight_high ?? null,
          one.correlation,
          one.standardised,
          one.p_holm,
        ]),
      })}
    >
      {(view) => <Bars view={view} />}
    </VoiceTile>
  );
}

/** How many questions are drawn; the table has all. */
const DRAWN = 12;

function Bars({ view }: { view: VoiceDrivers }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const dots = useMemo(
    () =>
      view.drivers.slice(0, DRAWN).map((one) => ({
        name: format.word(one.label),
        value: one.weight,
        low: one.weight_low,
        high: one.weight_high,
        more: [
          [t('voice:drivers.share'), format.percent(one.share)],
          [t('voice:drivers.correlation'), format.exact(one.correlation, 2)],
        ] as [string, string][],
      })),
    [view, t, format],
  );
  const percent = useMemo(() => (value: number) => format.percent(value, 0), [format]);
  return (
    <>
      <DotsChart
        label={t('voice:drivers.title')}
        axis={t('voice:drivers.weight')}
        dots={dots}
        format={percent}
        bars
      />
      <p className="muted small">
        {view.drivers.length > DRAWN &&
          `${t('voice:drivers.first', { shown: String(DRAWN), all: format.count(view.drivers.length) })} `}
        {t('voice:drivers.caution')}
      </p>
    </>
  );
}
