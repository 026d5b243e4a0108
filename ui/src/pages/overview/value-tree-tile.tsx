import { Tooltip } from 'antd';
import { useTranslation } from 'react-i18next';
import type { ValueTree } from '../../api/types';
import { Definition, MeasureName } from '../../components/definition';
import { Tile } from '../../components/tile';
import { DASH, type Maybe } from '../../format/number';
import { useFormat } from '../../format/use-format';
import './value-tree-tile.css';

interface Branch {
  id: string;
  value: Maybe<number>;
  depth: number;
  sign: '' | '+' | '−' | '=';
}

/** Customer value as a sum: what was realised and what is to come. */
export function ValueTreeTile({ tree }: { tree: ValueTree }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const branches: Branch[] = [
    { id: 'customer_value', value: tree.customer_value, depth: 0, sign: '' },
    { id: 'realised_value', value: tree.realised_value, depth: 1, sign: '' },
    { id: 'customer_equity', value: tree.customer_equity, depth: 1, sign: '+' },
    { id: 'expected_value', value: tree.expected_value, depth: 2, sign: '' },
    { id: 'potential_value', value: tree.potential_value, depth: 2, sign: '+' },
    { id: 'expected_credit_loss', value: tree.expected_credit_loss, depth: 2, sign: '−' },
  ];
  const most = Math.max(...branches.map((branch) => Math.abs(branch.value ?? 0)), 1e-9);
  const name = (id: string) => t(`overview:tree.${id}`);
  return (
    <Tile
      id="overview-value-tree"
      title={t('overview:tree.title')}
      definition={t('overview:tree.definition')}
      note={t('overview:tree.note', { currency: format.currency })}
      sheet={{
        columns: [t('overview:tree.branch'), format.currency],
        rows: branches.map((branch) => [name(branch.id), branch.value ?? null]),
      }}
    >
      <ul className="value-tree">
        {branches.map((branch) => {
          const missing = branch.value === null || branch.value === undefined;
          return (
            <li key={branch.id} className={`depth-${branch.depth}`}>
              <span className="value-tree-name">
                <i>{branch.sign}</i>
                <MeasureName id={branch.id}>
                  <Definition text={t(`overview:tree.means.${branch.id}`)}>{name(branch.id)}</Definition>
                </MeasureName>
              </span>
              <span className="value-tree-bar">
                <span
                  className={branch.id === 'realised_value' ? 'past' : ''}
                  style={{ width: `${(100 * Math.abs(branch.value ?? 0)) / most}%` }}
                />
              </span>
              <Tooltip title={missing ? t('overview:tree.notMeasured') : format.moneyExact(branch.value)}>
                <span className="value-tree-value figures">
                  {missing ? DASH : format.compact(branch.value)}
                </span>
              </Tooltip>
            </li>
          );
        })}
      </ul>
      {tree.expected_value_forever != null && (
        <p className="muted small">
          {t('overview:tree.forever', { value: format.money(tree.expected_value_forever) })}
        </p>
      )}
    </Tile>
  );
}
