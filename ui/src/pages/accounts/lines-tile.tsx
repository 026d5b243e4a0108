import { useTranslation } from 'react-i18next';
import type { ScoreView } from '../../api/types';
import { Bar } from '../../components/bar';
import { Definition } from '../../components/definition';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';

/** Variance inflation from which a line says little of its own. */
const INFLATED = 10;

/** Lines of the card: weight, mean score, gaps, and whether they say anything of their own. */
export function LinesTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('accounts');
  const format = useFormat();
  const name = (id: string) => {
    const line = score.lines.find((item) => item.id === id);
    return line ? format.word(line.name) : id;
  };
  const group = (id: string | null | undefined) => {
    const found = score.groups.find((item) => item.id === id);
    return found ? format.word(found.name) : '';
  };
  const reason = (code: string | null | undefined) => (code ? t(`accounts:left.${code}`) : '');
  return (
    <Tile
      id="accounts-lines"
      wide
      title={t('accounts:lines.title')}
      definition={t('accounts:lines.definition')}
      sheet={{
        columns: [
          t('accounts:lines.line'),
          t('accounts:lines.group'),
          t('accounts:lines.weight'),
          t('accounts:lines.mean'),
          t('accounts:lines.missing'),
          'VIF',
          t('accounts:lines.left'),
        ],
        rows: score.lines.map((line) => [
          format.word(line.name),
          group(line.group),
          line.deduction ? -line.points : line.points,
          line.mean_score ?? null,
          line.missing,
          line.inflation ?? null,
          reason(line.left_out),
        ]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table lines-table">
          <thead>
            <tr>
              <th scope="col">{t('accounts:lines.line')}</th>
              <th scope="col">{t('accounts:lines.group')}</th>
              <th scope="col" className="number">
                {t('accounts:lines.weight')}
              </th>
              <th scope="col" className="bar-column">
                {t('accounts:lines.mean')}
              </th>
              <th scope="col" className="number">
                {t('accounts:lines.missing')}
              </th>
              <th scope="col" className="number">
                <Definition text={t('accounts:lines.vif')}>VIF</Definition>
              </th>
            </tr>
          </thead>
          <tbody>
            {score.lines.map((line) => (
              <tr key={line.id} className={line.left_out ? 'left-out' : ''}>
                <td>
                  {format.word(line.name)}
                  {line.left_out && <div className="small attention">{reason(line.left_out)}</div>}
                </td>
                <td className="muted">{group(line.group)}</td>
                <td className="number">
                  {line.deduction ? `−${format.exact(line.points, 1)}` : format.exact(line.points, 1)}
                </td>
                <td className="bar-column">
                  {line.mean_score != null && !line.left_out && (
                    <span className="bar-figure">
                      <Bar share={line.mean_score} color={line.deduction ? 'var(--loss)' : undefined} />
                      {format.percent(line.mean_score, 0)}
                    </span>
                  )}
                </td>
                <td className="number">{line.missing > 0 ? format.count(line.missing) : ''}</td>
                <td
                  className={`number ${line.inflation != null && line.inflation >= INFLATED ? 'attention' : ''}`}
                >
                  {format.exact(line.inflation, 1)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {score.redundant.length > 0 && (
        <ul className="pairs small">
          {score.redundant.map((pair) => (
            <li key={`${pair.indicator} ${pair.partner}`}>
              {t('accounts:lines.redundant', {
                a: name(pair.indicator),
                b: name(pair.partner),
                correlation: format.exact(pair.correlation, 2),
              })}
            </li>
          ))}
        </ul>
      )}
    </Tile>
  );
}
