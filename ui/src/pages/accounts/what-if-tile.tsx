import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { App, Button, Segmented, Slider } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { client, unwrap } from '../../api/client';
import { queries } from '../../api/queries';
import type { ScoreView, WhatIfView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { LabelTag } from '../../components/label-tag';
import { Tile } from '../../components/tile';
import { useLater } from '../../components/use-later';
import { useFormat } from '../../format/use-format';
import { isMoved, moved, NOTHING, type Weighed, weighed } from './what-if';
import './ways.css';

/** How long a slider rests before the ranking is asked for. */
const REST_MS = 200;
const SHOWN = 12;

/** Other weights, tried on the last valuation: who rises, who falls, who changes tier. Nothing is kept until it is saved. */
export function WhatIfTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('ways');
  const format = useFormat();
  const cache = useQueryClient();
  const { message } = App.useApp();
  const told = useProblemText();
  const grouped = score.groups.length > 1;
  const [byLine, setByLine] = useState(!grouped);
  const [wish, setWish] = useState(NOTHING);
  const [saving, setSaving] = useState(false);
  const { data } = useQuery({
    ...queries.whatIf(score.card, { ...useLater(wish, REST_MS), limit: 10_000 }),
    enabled: score.rows.length > 0,
  });
  const view = data?.what_if;
  const name = (slider: Weighed) => {
    const named = (slider.kind === 'groups' ? score.groups : score.lines).find(({ id }) => id === slider.id);
    return named ? format.word(named.name) : slider.id;
  };
  const now = (slider: Weighed) => {
    const own = wish[slider.kind][slider.id];
    if (own !== undefined) return own;
    const lines = view?.lines.filter((line) =>
      slider.kind === 'groups' ? line.group === slider.id && !line.deduction : line.id === slider.id,
    );
    return lines?.reduce((sum, line) => sum + line.points, 0) ?? slider.points;
  };
  const save = async () => {
    setSaving(true);
    try {
      const kept = await unwrap(
        client.PUT('/api/v1/cards/{id}/weights', {
          params: { path: { id: score.card } },
          body: { ...wish, limit: null },
        }),
      );
      await cache.invalidateQueries({
        predicate: ({ queryKey }) => ['cards', 'card'].includes(String(queryKey[0])),
      });
      setWish(NOTHING);
      void message.success(t('ways:weights.saved', { version: String(kept.version) }));
    } catch (error) {
      void message.error(told.problem(error).message);
    } finally {
      setSaving(false);
    }
  };
  if (score.rows.length === 0) return null;
  return (
    <Tile
      id="accounts-what-if"
      wide
      title={t('ways:weights.title')}
      definition={t('ways:weights.definition')}
      tools={
        grouped && (
          <Segmented
            size="small"
            value={byLine ? 'line' : 'group'}
            options={[
              { value: 'group', label: t('ways:weights.byGroup') },
              { value: 'line', label: t('ways:weights.byLine') },
            ]}
            onChange={(value) => {
              setByLine(value === 'line');
              setWish(NOTHING);
            }}
          />
        )
      }
      sheet={view ? sheet(view, t) : null}
    >
      <div className="what-if">
        <ul className="weight-sliders">
          {weighed(score, byLine).map((slider) => (
            <li key={slider.id}>
              <span>{name(slider)}</span>
              <Slider
                min={0}
                max={slider.most}
                step={0.5}
                value={Math.round(now(slider) * 10) / 10}
                tooltip={{ formatter: (value) => format.exact(value, 1) }}
                ariaLabelForHandle={name(slider)}
                onChange={(value) => setWish(moved(wish, slider, value))}
              />
              <span className="figures">
                {format.exact(now(slider), 1)}
                <small className="muted"> / {format.exact(slider.points, 1)}</small>
              </span>
            </li>
          ))}
        </ul>
        <div>
          {data?.problem && <p className="problem-line">{told.told(data.problem).message}</p>}
          {view && <Changes score={score} view={view} moved={isMoved(wish)} />}
          <p className="what-if-buttons">
            <Button size="small" disabled={!isMoved(wish)} onClick={() => setWish(NOTHING)}>
              {t('ways:weights.reset')}
            </Button>
            <Button
              size="small"
              type="primary"
              loading={saving}
              disabled={!isMoved(wish) || data?.problem != null}
              onClick={() => void save()}
            >
              {t('ways:weights.save')}
            </Button>
          </p>
        </div>
      </div>
    </Tile>
  );
}

function sheet(view: WhatIfView, t: (key: string) => string) {
  return {
    columns: ['id', 'account', 'rank', 'before', 'score', 'scoreBefore', 'tier', 'tierBefore'].map((key) =>
      t(`ways:column.${key}`),
    ),
    rows: view.rows.map((row) => [
      row.customer_id,
      row.name ?? '',
      row.rank,
      row.rank_before,
      row.score,
      row.score_before,
      row.tier ?? null,
      row.tier_before ?? null,
    ]),
  };
}

/** What the weights change: in figures, and the accounts that move most. */
function Changes({ score, view, moved }: { score: ScoreView; view: WhatIfView; moved: boolean }) {
  const { t } = useTranslation('ways');
  const format = useFormat();
  if (!moved) return <p className="muted">{t('ways:weights.hint')}</p>;
  const measure = `card.${score.card}.tier`;
  const far = [...view.rows]
    .filter((row) => row.rank !== row.rank_before || row.tier !== row.tier_before)
    .sort(
      (a, b) =>
        Number(b.tier !== b.tier_before) - Number(a.tier !== a.tier_before) ||
        Math.abs(b.rank - b.rank_before) - Math.abs(a.rank - a.rank_before),
    );
  return (
    <>
      <p>
        {t('ways:weights.moved', {
          moved: format.count(view.moved),
          all: format.count(view.accounts),
          tier: format.count(view.other_tier),
        })}
        {view.agreement != null &&
          ` ${t('ways:weights.agreement', { tau: format.exact(view.agreement, 2) })}`}
      </p>
      <ul className="tier-moves small">
        {view.tiers.map((tier) => (
          <li key={tier.id}>
            <LabelTag measure={measure} label={tier.id} /> {format.count(tier.before)}
            {tier.before !== tier.accounts && <b> → {format.count(tier.accounts)}</b>}
          </li>
        ))}
      </ul>
      <div className="table-scroll">
        <table className="plain-table">
          <thead>
            <tr>
              <th scope="col">{t('ways:column.account')}</th>
              <th scope="col" className="number">
                {t('ways:column.rank')}
              </th>
              <th scope="col" className="number">
                {t('ways:column.score')}
              </th>
              {score.tiers.length > 0 && <th scope="col">{t('ways:column.tier')}</th>}
            </tr>
          </thead>
          <tbody>
            {far.slice(0, SHOWN).map((row) => (
              <tr key={row.customer_id}>
                <td>
                  <Link to="/customers/$id" params={{ id: row.customer_id }}>
                    {row.name || row.customer_id}
                  </Link>
                </td>
                <td className="number">
                  <span className="muted">{format.count(row.rank_before)} → </span>
                  <b
                    className={row.rank < row.rank_before ? 'rise' : row.rank > row.rank_before ? 'fall' : ''}
                  >
                    {format.count(row.rank)}
                  </b>
                </td>
                <td className="number">
                  <span className="muted">{format.tenths(row.score_before)} → </span>
                  {format.tenths(row.score)}
                </td>
                {score.tiers.length > 0 && (
                  <td className="tier-cell">
                    {row.tier_before && row.tier !== row.tier_before && (
                      <>
                        <LabelTag measure={measure} label={row.tier_before} /> →{' '}
                      </>
                    )}
                    {row.tier && <LabelTag measure={measure} label={row.tier} />}
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {far.length > SHOWN && (
        <p className="muted small">{t('ways:weights.more', { count: far.length - SHOWN })}</p>
      )}
    </>
  );
}
