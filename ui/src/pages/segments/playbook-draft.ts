import type { LabelEdit, SchemePlaybooks } from '../../api/decisions';

/** The texts of a label that can be changed. */
export const PARTS = ['meaning', 'strategy', 'offer', 'cadence', 'owner'] as const;

type Words = { zh: string; en: string };

/** A label as it is typed. */
export type PlaybookDraft = { id: string; resources: number | null } & Record<(typeof PARTS)[number], Words>;

const EMPTY: Words = { zh: '', en: '' };

/** Every label of a scheme, to be changed. */
export function draftsOf(kept: SchemePlaybooks): PlaybookDraft[] {
  return kept.labels.map(({ id, meaning, strategy, playbook }) => ({
    id,
    meaning,
    strategy,
    offer: playbook?.offer ?? EMPTY,
    cadence: playbook?.cadence ?? EMPTY,
    owner: playbook?.owner ?? EMPTY,
    resources: playbook?.resources ?? null,
  }));
}

/** What was changed, label by label. */
export function changesOf(kept: SchemePlaybooks, drafts: PlaybookDraft[]): LabelEdit[] {
  const before = draftsOf(kept);
  return drafts.flatMap((draft, place) => {
    const old = before[place];
    if (!old) return [];
    const edit: LabelEdit = { id: draft.id };
    for (const part of PARTS)
      if (draft[part].zh !== old[part].zh || draft[part].en !== old[part].en) edit[part] = draft[part];
    if (draft.resources !== null && draft.resources !== old.resources) edit.resources = draft.resources;
    return Object.keys(edit).length > 1 ? [edit] : [];
  });
}

/** What the resources add to; null where no label has any. */
export function sumOf(drafts: PlaybookDraft[]): number | null {
  const sum = drafts.reduce((all, { resources }) => all + (resources ?? 0), 0);
  return sum === 0 ? null : sum;
}
