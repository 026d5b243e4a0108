import { type ReactNode, useId } from 'react';
import './signature.css';

interface FieldProps {
  label: ReactNode;
  /** the control, given the id that its label names */
  children: (id: string) => ReactNode;
}

/** A control with its label above it. */
export function Field({ label, children }: FieldProps) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {children(id)}
    </div>
  );
}
