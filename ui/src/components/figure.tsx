import { Tooltip } from 'antd';
import type { ReactNode } from 'react';
import './figure.css';

interface FigureProps {
  label: ReactNode;
  /** short form, a dash where it is not known */
  value: string;
  /** the exact value, or the reason why it is not known */
  exact?: string;
  /** interval, change or share: one short line */
  note?: ReactNode;
}

/** One key figure. */
export function Figure({ label, value, exact, note }: FigureProps) {
  return (
    <div className="figure">
      <div className="figure-label">{label}</div>
      <div className="figure-value figures">
        <Tooltip title={exact}>
          <span>{value}</span>
        </Tooltip>
      </div>
      <div className="figure-note figures">{note}</div>
    </div>
  );
}

/** At most five key figures in a row. */
export function Figures({ children }: { children: ReactNode }) {
  return <section className="figure-row">{children}</section>;
}
