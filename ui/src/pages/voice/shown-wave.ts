import type { VoiceChange, VoiceSurvey, VoiceWave } from '../../api/voice';

/** The wave that is asked for; of all waves the last one that has a figure. */
export function shownWave(survey: Pick<VoiceSurvey, 'wave' | 'waves'>): VoiceWave | undefined {
  if (survey.wave != null) return survey.waves.find((wave) => wave.id === survey.wave);
  return [...survey.waves].reverse().find((wave) => wave.figure != null) ?? survey.waves.at(-1);
}

/** How a wave changed from the one before. */
export function changeOf(
  survey: Pick<VoiceSurvey, 'changes'>,
  wave: Pick<VoiceWave, 'id'> | undefined,
): VoiceChange | undefined {
  return survey.changes.find((change) => change.to === wave?.id);
}
