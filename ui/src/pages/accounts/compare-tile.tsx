import { Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ScoreLine, ScoreRow, ScoreView } from '../../api/types';
import { EmptyTile } from '../../components/empty-tile';
import { LabelTag } from '../../components/label-tag';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { nameOf } from './parts';

const MOST = 4;

/** Two to four accounts side by side, line by line. */
export function CompareTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const [picked, setPicked] = useState<string[] | null>(null);
  const chosen = picked ?? score.rows.slice(0, 2).map((row) => row.customer_id);
  const rows = chosen.flatMap((id) => score.rows.filter((row) => row.customer_id === id));
  return (
    <Tile
      id="accounts-compare"
      title={t('accounts:compare.title')}
      definition={t('accounts:compare.definition')}
      empty={score.rows.length === 0 ? <EmptyTile reason={t('accounts:noRows')} /> : undefined}
      sheet={{
        columns: [t('accounts:lines.line'), ...rows.map(nameOf)],
        rows: [
          ...score.lines.map((line, index) => [
            format.word(line.name),
            ...rows.map((row) => row.points[index] ?? null),
          ]),
          [t('accounts:ranking.score'), ...rows.map((row) => row.score)],
        ],
      }}
    >
      <Select
        mode="multiple"
        className="compare-select"
        aria-label={t('accounts:compare.choose')}
        placeholder={t('accounts:compare.choose')}
        value={rows.map((row) => row.customer_id)}
        maxCount={MOST}
        optionFilterProp="label"
        options={score.rows.map((row) => ({ value: row.customer_id, label: nameOf(row) }))}
        onChange={(ids: string[]) => setPicked(ids)}
      />
      <div className="table-scroll">
        <table className="plain-table compare-table">
          <thead>
            <tr>
              <th scope="col">{t('accounts:lines.line')}</th>
              {rows.map((row) => (
                <th scope="col" key={row.customer_id}>
                  {nameOf(row)}
                  <div>{row.tier && <LabelTag measure={`card.${score.card}.tier`} label={row.tier} />}</div>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {score.lines.map((line, index) => (
              <tr key={line.id}>
                <td>{format.word(line.name)}</td>
                {rows.map((row) => (
                  <td key={row.customer_id}>
                    <Points line={line} row={row} index={index} best={rows} />
                  </td>
                ))}
              </tr>
            ))}
            <tr className="total">
              <td>{t('accounts:ranking.score')}</td>
              {rows.map((row) => (
                <td key={row.customer_id} className="figures">
                  {format.tenths(row.score)}
                </td>
              ))}
            </tr>
          </tbody>
        </table>
      </div>
    </Tile>
  );
}

interface PointsProps {
  line: ScoreLine;
  row: ScoreRow;
  index: number;
  best: ScoreRow[];
}

/** Points of one line as a bar; all accounts of the line share its scale. */
function Points({ line, row, index, best }: PointsProps) {
  const format = useFormat();
  const points = row.points[index] ?? 0;
  const most = Math.max(line.points, ...best.map((other) => Math.abs(other.points[index] ?? 0)));
  return (
    <span className="bar-figure">
      <span className="bar" aria-hidden="true">
        <span
          style={{
            width: `${most > 0 ? (Math.abs(points) / most) * 100 : 0}%`,
            background: points < 0 ? 'var(--loss)' : undefined,
          }}
        />
      </span>
      {format.tenths(points)}
    </span>
  );
}
