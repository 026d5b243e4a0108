import { useQuery } from '@tanstack/react-query';
import { Segmented, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { MovementView, RunView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { EmptyTile } from '../../components/empty-tile';
import { Failure } from '../../components/failure';
import { Notices } from '../../components/notices';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { MovementFlow } from './movement-flow';
import { MovementLabelsTile } from './movement-labels-tile';
import { MovementMatrix } from './movement-matrix';
import { movementSheet, useEndName } from './movement-words';
import { type Ends, MoversDrawer } from './movers-drawer';
import './movement.css';

/** Who moved between the labels of a scheme from one valuation to another, and what became of each label. */
export function MovementTiles({ scheme }: { scheme: string }) {
  const [before, setBefore] = useState<string>();
  const [after, setAfter] = useState<string>();
  const query = useQuery(queries.movement(scheme, before, after));
  const movement = query.data?.movement;
  return (
    <>
      <MovementTile
        movement={movement ?? undefined}
        problem={query.data?.problem ?? undefined}
        error={query.error}
        chosen={{ before, after }}
        onChoose={(pair) => {
          setBefore(pair.before);
          setAfter(pair.after);
        }}
      />
      {movement && <MovementLabelsTile movement={movement} />}
    </>
  );
}

interface Pair {
  before?: string;
  after?: string;
}

interface MovementTileProps {
  movement?: MovementView;
  problem?: { code: string; message: string; values?: Record<string, unknown> };
  error: unknown;
  chosen: Pair;
  onChoose: (pair: Pair) => void;
}

function MovementTile({ movement, problem, error, chosen, onChoose }: MovementTileProps) {
  const { t } = useTranslation('change');
  const text = useProblemText();
  const format = useFormat();
  const name = useEndName(movement);
  const [shown, setShown] = useState('matrix');
  const [open, setOpen] = useState<Ends | null>(null);
  const runs = useQuery(queries.runs()).data ?? [];
  const told = problem && text.told({ ...problem, values: problem.values ?? {} });
  return (
    <Tile
      id="segments-movement"
      wide
      title={t('change:movement.title')}
      definition={t('change:movement.definition')}
      tools={
        <Segmented
          size="small"
          value={shown}
          onChange={setShown}
          options={[
            { value: 'matrix', label: t('change:movement.matrix') },
            { value: 'flow', label: t('change:movement.flow') },
          ]}
        />
      }
      empty={
        told && runs.length < 2 ? (
          <EmptyTile reason={`${told.message} ${told.hint ?? ''}`.trim()} />
        ) : undefined
      }
      sheet={movement ? movementSheet(movement, t, format, name) : null}
    >
      {(movement || told) && (
        <div className="movement-runs">
          <RunSelect
            label={t('change:movement.before')}
            runs={runs}
            value={chosen.before ?? movement?.before.id}
            onChange={(before) => onChoose({ ...chosen, before })}
          />
          <RunSelect
            label={t('change:movement.after')}
            runs={runs}
            value={chosen.after ?? movement?.after.id}
            onChange={(after) => onChoose({ ...chosen, after })}
          />
        </div>
      )}
      {error != null && <Failure error={error} />}
      {told && <p className="muted">{`${told.message} ${told.hint ?? ''}`.trim()}</p>}
      {movement && <Notices list={movement.notices} />}
      {movement && <MovementSums movement={movement} />}
      {movement &&
        (shown === 'matrix' ? (
          <MovementMatrix movement={movement} onOpen={setOpen} />
        ) : (
          <MovementFlow movement={movement} onOpen={setOpen} />
        ))}
      {movement && <MoversDrawer movement={movement} ends={open} onClose={() => setOpen(null)} />}
    </Tile>
  );
}

interface RunSelectProps {
  label: string;
  runs: RunView[];
  value: string | undefined;
  onChange: (id: string) => void;
}

function RunSelect({ label, runs, value, onChange }: RunSelectProps) {
  const { t } = useTranslation('change');
  const format = useFormat();
  return (
    <div className="movement-run">
      <span className="muted small">{label}</span>
      <Select
        aria-label={label}
        value={value}
        popupMatchSelectWidth={false}
        options={runs.map((run) => ({
          value: run.id,
          label: t('change:movement.run', {
            day: format.day(run.as_of),
            moment: format.moment(run.created_at),
          }),
        }))}
        onChange={onChange}
      />
    </div>
  );
}

/** How many kept their label, rose, fell, came and went. */
function MovementSums({ movement }: { movement: MovementView }) {
  const { t } = useTranslation('change');
  const format = useFormat();
  const { kept, promoted, demoted, moved, entered, left } = movement;
  const sums: [string, number][] = [[t('change:movement.kept'), kept.customers]];
  if (promoted && demoted) {
    sums.push([t('change:movement.promoted'), promoted.customers]);
    sums.push([t('change:movement.demoted'), demoted.customers]);
  } else sums.push([t('change:movement.moved'), moved.customers]);
  sums.push([t('change:movement.entered'), entered.customers], [t('change:movement.left'), left.customers]);
  return (
    <p className="movement-sums">
      {sums.map(([word, customers]) => (
        <span key={word}>
          <b className="figures">{format.count(customers)}</b> {word}
        </span>
      ))}
    </p>
  );
}
