/** A wave as people read it: a quarter where nothing else was recorded. */
export function waveName(id: string, format: { quarter: (value: string) => string }): string {
  return /^\d{4}-Q[1-4]$/.test(id) ? format.quarter(id) : id;
}
