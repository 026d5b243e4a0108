import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { queries } from '../../api/queries';
import { useProblemText } from '../../api/use-problem-text';
import { useFormat } from '../../format/use-format';
import '../../components/plain-table.css';
import './ways.css';

/** The best way of an account to the next tier of a card: which lines, from which value to which. */
export function Way({ card, customer }: { card: string; customer: string }) {
  const { t } = useTranslation('ways');
  const format = useFormat();
  const told = useProblemText();
  const { data } = useQuery(queries.gap(card, customer));
  if (!data) return null;
  if (data.problem) return <p className="muted small">{told.told(data.problem).message}</p>;
  const { gap } = data;
  if (!gap) return <p className="muted small">{t('ways:gap.best')}</p>;
  const values = {
    gap: format.tenths(gap.gap),
    tier: format.word(gap.tier_name),
    after: format.tenths(gap.score_then),
    lacking: format.tenths(gap.lacking),
    cost: gap.cost == null ? '' : format.exact(gap.cost, 0),
  };
  const said = gap.raises.length === 0 ? 'nothing' : !gap.reaches ? 'beyond' : gap.aim;
  return (
    <div className="way">
      <p className="small">
        {t('ways:gap.lacks', values)} {t(`ways:gap.${said}`, values)}
      </p>
      {gap.raises.length > 0 && (
        <div className="table-scroll">
          <table className="plain-table">
            <thead>
              <tr>
                <th scope="col">{t('ways:gap.line')}</th>
                <th scope="col" className="number">
                  {t('ways:gap.fromTo')}
                </th>
                <th scope="col" className="number">
                  {t('ways:gap.points')}
                </th>
                {gap.cost != null && (
                  <th scope="col" className="number">
                    {t('ways:gap.cost')}
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {gap.raises.map((raise) => (
                <tr key={raise.line}>
                  <td>{format.word(raise.name)}</td>
                  <td className="number">
                    <span className="muted">{format.significant(raise.from, 3)} → </span>
                    {format.significant(raise.to, 3)}
                  </td>
                  <td className="number">+{format.exact(raise.points, 1)}</td>
                  {gap.cost != null && <td className="number">{format.exact(raise.cost, 0)}</td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </div>
  );
}
