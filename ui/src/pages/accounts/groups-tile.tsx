import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import type { ScoreView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { MeasureName } from '../../components/definition';
import { EmptyTile } from '../../components/empty-tile';
import { LabelTag } from '../../components/label-tag';
import { Tile } from '../../components/tile';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import './ways.css';

const SHOWN = 20;

/** Groups of accounts under one parent, scored from their members as the card says. */
export function GroupsTile({ score }: { score: ScoreView }) {
  const { t } = useTranslation('ways');
  const format = useFormat();
  const told = useProblemText();
  const { data } = useQuery({ ...queries.accountGroups(score.card), enabled: score.grouping != null });
  // Most companies have no groups: that is nothing to say.
  if (score.grouping == null || !data || data.problem?.code === 'card-no-groups') return null;
  const groups = data.groups?.groups ?? [];
  const measure = `card.${score.card}.tier`;
  return (
    <Tile
      id="accounts-groups"
      wide
      title={t('ways:groups.title')}
      definition={t('ways:groups.definition')}
      note={
        data.groups && (
          <>
            {t(`ways:groups.${data.groups.rule}`)}
            {data.groups.weighted_by && <MeasureName id={data.groups.weighted_by} />}
          </>
        )
      }
      empty={data.problem ? <EmptyTile reason={told.told(data.problem).message} /> : undefined}
      sheet={{
        columns: ['group', 'id', 'account', 'score', 'rank', 'share'].map((key) => t(`ways:column.${key}`)),
        rows: groups.flatMap((group) => [
          [group.id, '', group.name ?? '', group.score, group.rank, null],
          ...group.members.map((member) => [
            group.id,
            member.customer_id,
            member.name ?? '',
            member.score,
            member.rank,
            member.share,
          ]),
        ]),
      }}
    >
      <div className="table-scroll">
        <table className="plain-table groups-table">
          <thead>
            <tr>
              <th scope="col" className="number">
                {t('ways:column.rank')}
              </th>
              <th scope="col">{t('ways:column.account')}</th>
              <th scope="col" className="number">
                {t('ways:column.score')}
              </th>
              <th scope="col">{t('ways:column.tier')}</th>
              <th scope="col" className="number">
                {t('ways:column.share')}
              </th>
            </tr>
          </thead>
          {groups.slice(0, SHOWN).map((group) => (
            <tbody key={group.id}>
              <tr className="group-head">
                <td className="number">{format.count(group.rank)}</td>
                <td>
                  <b>{group.name || group.id}</b>{' '}
                  <span className="muted small">
                    {t('ways:groups.members', { count: group.members.length })}
                  </span>
                </td>
                <td className="number">
                  <b>{format.tenths(group.score)}</b>
                </td>
                <td>{group.tier && <LabelTag measure={measure} label={group.tier} />}</td>
                <td />
              </tr>
              {group.members.map((member) => (
                <tr key={member.customer_id}>
                  <td className="number muted">{format.count(member.rank)}</td>
                  <td className="member">
                    <Link to="/customers/$id" params={{ id: member.customer_id }}>
                      {member.name || member.customer_id}
                    </Link>
                  </td>
                  <td className="number">{format.tenths(member.score)}</td>
                  <td>{member.tier && <LabelTag measure={measure} label={member.tier} />}</td>
                  <td className="number">{format.percent(member.share, 0)}</td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </Tile>
  );
}
