/** A column as a SQL expression: quoted unless it is a plain lower-case word. */
export function columnExpression(name: string): string {
  return /^[a-z_][a-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
