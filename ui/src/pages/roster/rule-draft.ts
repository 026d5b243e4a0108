import type { RosterRule } from '../../api/decisions';

/** A tier as it is typed. */
export interface TierDraft {
  id: string;
  zh: string;
  en: string;
  from: number | null;
  keep: number | null;
}

/** A rule as it is typed. */
export interface Draft {
  window: number | null;
  tenure: number | null;
  enter: number | null;
  stay: number | null;
  card: string | undefined;
  classes: { field: string; values: string[] }[];
  labels: { scheme: string; enter: string[]; stay: string[] }[];
  tiers: TierDraft[];
}

/** The rule to change, or an empty one. */
export function draftOf(rule: RosterRule | undefined): Draft {
  return {
    window: rule?.window_days ?? 365,
    tenure: rule?.minimum_tenure_days ?? 0,
    enter: rule?.enter_revenue ?? null,
    stay: rule?.stay_revenue ?? null,
    card: rule?.card ?? undefined,
    classes: (rule?.class ?? []).map(({ field, values }) => ({ field, values })),
    labels: (rule?.label ?? []).map(({ scheme, enter, stay }) => ({ scheme, enter, stay: stay ?? [] })),
    tiers: (rule?.tier ?? []).map(({ id, name, from, keep }) => ({
      id,
      zh: name.zh,
      en: name.en,
      from: from ?? null,
      keep: keep ?? null,
    })),
  };
}

/** The rule that was typed. */
export function ruleOf(draft: Draft): RosterRule {
  const last = draft.tiers.length - 1;
  return {
    window_days: draft.window ?? 365,
    minimum_tenure_days: draft.tenure ?? 0,
    enter_revenue: draft.enter,
    stay_revenue: draft.enter === null ? null : draft.stay,
    card: draft.card ?? null,
    class: draft.classes.filter(({ field, values }) => field !== '' && values.length > 0),
    label: draft.labels.filter(({ scheme, enter }) => scheme !== '' && enter.length > 0),
    tier: draft.card
      ? []
      : draft.tiers.map(({ id, zh, en, from, keep }, place) => ({
          id,
          name: { zh: zh || en || id, en: en || zh || id },
          from: place === last ? null : from,
          keep: place === last ? null : keep,
        })),
  };
}

/** Why a rule cannot be kept yet, by the name of its text; null where it can be tried. */
export function problemIn(draft: Draft): 'nobody' | 'stay' | 'tiers' | null {
  const rule = ruleOf(draft);
  if (rule.enter_revenue == null && rule.class?.length === 0 && rule.label?.length === 0) return 'nobody';
  if (draft.stay !== null && draft.enter !== null && draft.stay > draft.enter) return 'stay';
  let bound = Number.POSITIVE_INFINITY;
  const tiers = rule.tier ?? [];
  const fits = tiers.every(({ id, from, keep }, place) => {
    const lower = place === tiers.length - 1 || (from != null && from > 0 && from < bound);
    bound = from ?? 0;
    return lower && id !== '' && id !== 'off' && (keep == null || (from != null && keep > 0 && keep <= from));
  });
  return fits && new Set(tiers.map(({ id }) => id)).size === tiers.length ? null : 'tiers';
}
