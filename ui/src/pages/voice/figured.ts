import type { VoiceStake, VoiceSurvey } from '../../api/voice';
import type { Format } from '../../format/use-format';
import { CLEAR } from './chances';
import { differenceText, figureDigits } from './figure-text';
import type { Figured } from './sayings';
import { changeOf, shownWave } from './shown-wave';
import { waveName } from './wave-name';

/** What the sentence needs of a questionnaire; nothing where its wave has no figure. */
export function figured(
  survey: VoiceSurvey,
  stake: VoiceStake | null | undefined,
  format: Format,
): Figured | null {
  const wave = shownWave(survey);
  const value = wave?.figure?.value;
  if (!wave || value == null) return null;
  const share = wave.satisfaction?.satisfied ?? wave.effort?.easy;
  const level =
    share != null
      ? format.percent(share)
      : format.exact(survey.figure === 'gap' ? Math.abs(value) : value, figureDigits(survey.figure));
  const change = changeOf(survey, wave);
  const exact = (number: number, digits: number) => format.exact(number, digits);
  return {
    instrument: survey.figure === 'perception' ? 'perception' : survey.instrument,
    level,
    below: value < 0,
    weakest: weakest(survey, format),
    change: change && {
      by: change.difference,
      size: differenceText(change.difference, survey.figure, exact).replace(/^[+−]/, ''),
      since: waveName(change.from, format),
      clear: change.p_holm < CLEAR,
    },
    stake: stake
      ? {
          customers: stake.displeased,
          text: format.count(stake.displeased),
          value: format.money(stake.at_stake),
          share: format.percent(stake.share),
        }
      : undefined,
  };
}

/** The dimension with the widest gap, or the lowest index; nothing where there is none to compare. */
function weakest(survey: VoiceSurvey, format: Format): string | undefined {
  const known = (shownWave(survey)?.parts ?? []).flatMap((part) => {
    const level = part.gap?.value ?? part.index;
    return level == null ? [] : [{ name: format.word(part.label), level }];
  });
  if (known.length < 2) return undefined;
  return known.reduce((low, part) => (part.level < low.level ? part : low)).name;
}
