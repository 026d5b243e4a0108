import { useTranslation } from 'react-i18next';
import type { ValueTree } from '../../api/types';
import { Branches } from '../../components/branches';
import { Definition, MeasureName } from '../../components/definition';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { branchesOf } from './branches-of-tree';

/** Customer value as a sum: what was realised and what is to come. */
export function ValueTreeTile({ tree }: { tree: ValueTree }) {
  const { t } = useTranslation('overview');
  const format = useFormat();
  const branches = branchesOf(tree);
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
      <Branches
        missing={t('overview:tree.notMeasured')}
        branches={branches.map((branch) => ({
          ...branch,
          name: (
            <MeasureName id={branch.id}>
              <Definition text={t(`overview:tree.means.${branch.id}`)}>{name(branch.id)}</Definition>
            </MeasureName>
          ),
        }))}
      />
      {tree.expected_value_forever != null && (
        <p className="muted small">
          {t('overview:tree.forever', { value: format.money(tree.expected_value_forever) })}
        </p>
      )}
    </Tile>
  );
}
