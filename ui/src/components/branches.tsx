import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import { DASH, type Maybe } from '../format/number';
import { useFormat } from '../format/use-format';
import './branches.css';

/** One line of a sum: what it adds or takes away. */
export interface Branch {
  id: string;
  name: ReactNode;
  value: Maybe<number>;
  depth: 0 | 1 | 2;
  sign: '' | '+' | '−' | '=';
  /** drawn as what has been rather than as what is to come */
  past?: boolean;
}

/** A sum from its root to its leaves, with a bar for each; what is not known is a dash. */
export function Branches({ branches, missing }: { branches: Branch[]; missing: string }) {
  const format = useFormat();
  const most = Math.max(...branches.map((branch) => Math.abs(branch.value ?? 0)), 1e-9);
  return (
    <ul className="value-tree">
      {branches.map(({ id, name, value, depth, sign, past }) => (
        <li key={id} className={`depth-${depth}`}>
          <span className="value-tree-name">
            <i>{sign}</i>
            {name}
          </span>
          <span className="value-tree-bar">
            <span
              className={past ? 'past' : ''}
              style={{ width: `${(100 * Math.abs(value ?? 0)) / most}%` }}
            />
          </span>
          <Tooltip title={value == null ? missing : format.moneyExact(value)}>
            <span className="value-tree-value figures">{value == null ? DASH : format.compact(value)}</span>
          </Tooltip>
        </li>
      ))}
    </ul>
  );
}
