import { useQuery } from '@tanstack/react-query';
import { Fragment } from 'react';
import { Trans, useTranslation } from 'react-i18next';
import { type Heard, type VoiceSurvey, voice } from '../../api/voice';
import { useFormat } from '../../format/use-format';
import { figured } from './figured';
import { sayings } from './sayings';

/** Where the index stands, whether it moved, and what the displeased are worth. */
export function VoiceSentence({ survey, heard }: { survey: VoiceSurvey; heard: Heard }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const { data } = useQuery(voice.stake(heard));
  const found = figured(survey, data?.stake, format);
  if (!found) return t('voice:nobody');
  return (
    <>
      {sayings(found).map(({ key, values }, place) => (
        <Fragment key={key}>
          {place > 0 && t('voice:sentence.join')}
          <Trans
            t={t}
            i18nKey={`voice:sentence.${key}`}
            count={typeof values.count === 'number' ? values.count : undefined}
            values={values}
            components={{ b: <b />, w: <b className="warn" /> }}
          />
        </Fragment>
      ))}
      {t('voice:sentence.end')}
    </>
  );
}
