/** What the sentence of the page is made from. */
export interface Figured {
  instrument: string;
  /** the index, as it is written */
  level: string;
  /** below what was expected: service alone */
  below?: boolean;
  /** the weakest dimension */
  weakest?: string;
  change?: {
    by: number;
    /** as it is written, without its sign */
    size: string;
    since: string;
    /** whether chance alone would hardly do it */
    clear: boolean;
  };
  stake?: { customers: number; text: string; value: string; share: string };
}

/** One clause: a text and its values. */
export interface Saying {
  key: string;
  values: Record<string, string | number>;
}

const KNOWN = ['nps', 'csat', 'ces', 'servqual', 'perceived_value', 'perception'];

/** The clauses of the sentence, in order: where it stands, whether it moved, what it is worth. */
export function sayings(found: Figured): Saying[] {
  const { change, stake, weakest, level } = found;
  const kind = KNOWN.includes(found.instrument) ? found.instrument : 'other';
  const service = kind === 'servqual' && !found.below ? 'servqualMet' : kind;
  const said: Saying[] = [{ key: service, values: { level } }];
  if (weakest) said.push({ key: 'weakest', values: { weakest } });
  if (change) {
    const { by, size, since, clear } = change;
    const key = !clear ? 'steady' : by > 0 ? 'up' : 'down';
    said.push({ key, values: { size, since } });
  }
  if (stake && stake.customers > 0) {
    said.push({
      key: 'stake',
      values: { count: stake.customers, text: stake.text, value: stake.value, share: stake.share },
    });
  }
  return said;
}
