import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import type { SurveyItem, VoiceSurvey } from '../../api/voice';
import type { Palette } from '../../app/palette';
import { Chart } from '../../components/chart';
import { tipHead, tipRow, tooltip, xAxis, yAxis } from '../../components/chart-base';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import { classColor } from './class-color';

/** Answers up to which somebody warns others, and those up to which somebody is silent. */
const DETRACTS = 6;
const PASSIVE = 8;

/** Whether somebody was asked from 0 to 10. */
export function hasDistribution(survey: VoiceSurvey): boolean {
  return recommended(survey) !== undefined;
}

function recommended(survey: VoiceSurvey): SurveyItem | undefined {
  return survey.index.items.find((one) => one.nps != null);
}

/** How often each answer from 0 to 10 was given. */
export function DistributionTile({ survey }: { survey: VoiceSurvey }) {
  const item = recommended(survey);
  return item ? <Shown item={item} /> : null;
}

function Shown({ item }: { item: SurveyItem }) {
  const { t } = useTranslation('voice');
  const format = useFormat();
  const shares = item.nps?.distribution;
  const option = useCallback(
    (c: Palette) => {
      const color = (answer: number) => classColor(answer <= DETRACTS ? 2 : answer <= PASSIVE ? 1 : 0, 3);
      return {
        grid: { left: 8, right: 16, top: 24, bottom: 32, containLabel: true },
        xAxis: xAxis(c, {
          name: t('voice:distribution.answer'),
          data: (shares ?? []).map((_, answer) => String(answer)),
        }),
        yAxis: yAxis(c, { min: 0, format: (value) => format.percent(value, 0) }),
        tooltip: {
          ...tooltip(c),
          formatter: (pick: unknown) => {
            const answer = (pick as { dataIndex: number }).dataIndex;
            return (
              tipHead(t('voice:distribution.one', { answer })) +
              tipRow(color(answer), t('voice:distribution.share'), format.percent(shares?.[answer]))
            );
          },
        },
        series: [
          {
            type: 'bar' as const,
            barCategoryGap: '16%',
            data: (shares ?? []).map((share, answer) => ({
              value: share,
              itemStyle: { color: color(answer), borderRadius: [2, 2, 0, 0] },
            })),
          },
        ],
      };
    },
    [shares, t, format],
  );
  return (
    <Tile
      id="voice-distribution"
      title={t('voice:distribution.title')}
      definition={t('voice:distribution.definition')}
      note={format.word(item.text)}
      sheet={{
        columns: [t('voice:distribution.answer'), t('voice:distribution.share')],
        rows: (shares ?? []).map((share, answer) => [answer, share]),
      }}
    >
      <Chart label={t('voice:distribution.title')} option={option} height={288} marks={shares?.length ?? 0} />
    </Tile>
  );
}
