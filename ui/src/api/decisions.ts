import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type AccountView = Schemas['AccountView'];
export type LabelEdit = Schemas['LabelEdit'];
export type LabelPlaybook = Schemas['LabelPlaybook'];
export type ProposalView = Schemas['ProposalView'];
export type ProposalsView = Schemas['ProposalsView'];
export type RosterAccount = Schemas['RosterAccount'];
export type RosterEvent = Schemas['RosterEvent'];
export type RosterRule = Schemas['RosterRule'];
export type RosterTier = Schemas['RosterTier'];
export type RosterView = Schemas['RosterView'];
export type SchemePlaybooks = Schemas['SchemePlaybooks'];
export type TaskView = Schemas['TaskView'];
export type TierName = Schemas['TierName'];

/** What people decided, as the server keeps it. */
export const decisions = {
  roster: (on?: string) =>
    queryOptions({
      queryKey: ['roster', on],
      queryFn: () => unwrap(client.GET('/api/v1/roster', { params: { query: { on } } })),
    }),
  proposals: () =>
    queryOptions({
      queryKey: ['roster', 'proposals'],
      queryFn: () => unwrap(client.GET('/api/v1/roster/proposals')),
    }),
  history: () =>
    queryOptions({
      queryKey: ['roster', 'history'],
      queryFn: () => unwrap(client.GET('/api/v1/roster/history')),
    }),
  tasks: (owner?: string, state?: string, overdue?: boolean) =>
    queryOptions({
      queryKey: ['tasks', owner, state, overdue],
      queryFn: () => unwrap(client.GET('/api/v1/tasks', { params: { query: { owner, state, overdue } } })),
    }),
  account: (id: string) =>
    queryOptions({
      queryKey: ['account', id],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/customers/{id}/account', {
            params: { path: { id }, query: { contacts: true } },
          }),
        ),
    }),
  playbooks: (scheme: string) =>
    queryOptions({
      queryKey: ['playbooks', scheme],
      queryFn: () => unwrap(client.GET('/api/v1/playbooks/{scheme}', { params: { path: { scheme } } })),
    }),
  playbookHistory: (scheme: string) =>
    queryOptions({
      queryKey: ['playbooks', scheme, 'history'],
      queryFn: () =>
        unwrap(client.GET('/api/v1/playbooks/{scheme}/history', { params: { path: { scheme } } })),
    }),
};

const DECIDED = ['roster', 'tasks', 'account', 'playbooks', 'segments', 'catalogue'];

/** Asks again for everything that a decision may have changed. */
export function askAgain(cache: QueryClient): Promise<void> {
  return cache.invalidateQueries({ predicate: ({ queryKey }) => DECIDED.includes(String(queryKey[0])) });
}
