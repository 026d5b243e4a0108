import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { client, unwrap } from './client';
import type { components } from './schema';

type Schemas = components['schemas'];

export type CustomerVoice = Schemas['CustomerVoice'];
export type SurveyItem = Schemas['SurveyItem'];
export type VoiceAssociation = Schemas['VoiceAssociation'];
export type VoiceCall = Schemas['VoiceCall'];
export type VoiceCalls = Schemas['VoiceCalls'];
export type VoiceChange = Schemas['VoiceChange'];
export type VoiceClassShare = Schemas['VoiceClassShare'];
export type VoiceComplaintGroup = Schemas['VoiceComplaintGroup'];
export type VoiceComplaints = Schemas['VoiceComplaints'];
export type VoiceDrivers = Schemas['VoiceDrivers'];
export type VoiceEffect = Schemas['VoiceEffect'];
export type VoiceFigure = Schemas['VoiceFigure'];
export type VoiceGroup = Schemas['VoiceGroup'];
export type VoiceGroups = Schemas['VoiceGroups'];
export type VoiceLoyalty = Schemas['VoiceLoyalty'];
export type VoiceOverview = Schemas['VoiceOverview'];
export type VoicePart = Schemas['VoicePart'];
export type VoiceStake = Schemas['VoiceStake'];
export type VoiceSurvey = Schemas['VoiceSurvey'];
export type VoiceSurveyHead = Schemas['VoiceSurveyHead'];
export type VoiceWave = Schemas['VoiceWave'];

/** What was asked, and of which wave; all of them where none is named. */
export interface Heard {
  survey: string;
  wave?: string;
}

/** What customers think, joined to what they are worth. */
export const voice = {
  overview: () =>
    queryOptions({ queryKey: ['voice', 'overview'], queryFn: () => unwrap(client.GET('/api/v1/voice')) }),
  survey: ({ survey, wave }: Heard) =>
    queryOptions({
      queryKey: ['voice', 'survey', survey, wave],
      queryFn: () =>
        unwrap(client.GET('/api/v1/voice/{survey}', { params: { path: { survey }, query: { wave } } })),
      placeholderData: keepPreviousData,
    }),
  groups: ({ survey, wave }: Heard, by: string | undefined) =>
    queryOptions({
      queryKey: ['voice', 'groups', survey, wave, by],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/voice/{survey}/groups', { params: { path: { survey }, query: { wave, by } } }),
        ),
      placeholderData: keepPreviousData,
    }),
  drivers: ({ survey, wave }: Heard, outcome: string | undefined) =>
    queryOptions({
      queryKey: ['voice', 'drivers', survey, wave, outcome],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/voice/{survey}/drivers', {
            params: { path: { survey }, query: { wave, outcome } },
          }),
        ),
      placeholderData: keepPreviousData,
    }),
  stake: ({ survey, wave }: Heard) =>
    queryOptions({
      queryKey: ['voice', 'stake', survey, wave],
      queryFn: () =>
        unwrap(client.GET('/api/v1/voice/{survey}/stake', { params: { path: { survey }, query: { wave } } })),
      placeholderData: keepPreviousData,
    }),
  loyalty: ({ survey, wave }: Heard) =>
    queryOptions({
      queryKey: ['voice', 'loyalty', survey, wave],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/voice/{survey}/loyalty', { params: { path: { survey }, query: { wave } } }),
        ),
      placeholderData: keepPreviousData,
    }),
  association: ({ survey, wave }: Heard) =>
    queryOptions({
      queryKey: ['voice', 'association', survey, wave],
      queryFn: () =>
        unwrap(
          client.GET('/api/v1/voice/{survey}/association', { params: { path: { survey }, query: { wave } } }),
        ),
      placeholderData: keepPreviousData,
    }),
  calls: ({ survey, wave }: Heard, owner: string | undefined, limit: number) =>
    queryOptions({
      queryKey: ['voice', 'calls', survey, wave, owner, limit],
      queryFn: () =>
        unwrap(client.GET('/api/v1/voice/calls', { params: { query: { survey, wave, owner, limit } } })),
      placeholderData: keepPreviousData,
    }),
  complaints: (by: string | undefined) =>
    queryOptions({
      queryKey: ['voice', 'complaints', by],
      queryFn: () => unwrap(client.GET('/api/v1/voice/complaints', { params: { query: { by } } })),
      placeholderData: keepPreviousData,
    }),
  customer: (id: string) =>
    queryOptions({
      queryKey: ['voice', 'customer', id],
      queryFn: () => unwrap(client.GET('/api/v1/customers/{id}/voice', { params: { path: { id } } })),
    }),
};

/** Address of the whole call list as a file. */
export function callsFile({ survey, wave }: Heard, owner: string | undefined): string {
  const query = new URLSearchParams({ survey });
  if (wave) query.set('wave', wave);
  if (owner) query.set('owner', owner);
  return `/api/v1/export/voice/calls?${query}`;
}
