import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { costs, latestFirst } from '../../api/costs';
import type { CustomerView } from '../../api/types';
import { useProblemText } from '../../api/use-problem-text';
import { EmptyTile } from '../../components/empty-tile';
import { Tile } from '../../components/tile';
import { Statement } from '../profit/statement';
import { useStatementSheet } from '../profit/statement-sheet';

/** What the customer earned by the latest costs that are kept; nothing where none are. */
export function ProfitTile({ customer }: { customer: CustomerView }) {
  const { t } = useTranslation('profit');
  const told = useProblemText();
  const sheet = useStatementSheet();
  const { data: kept } = useQuery(costs.kept());
  const latest = latestFirst(kept ?? []).find(({ problem }) => !problem);
  const { data } = useQuery({
    ...costs.statement(latest?.id ?? '', customer.customer_id),
    enabled: latest !== undefined,
  });
  if (!latest || !data) return null;
  const { statement, problem } = data;
  return (
    <Tile
      id="customer-profit"
      wide
      title={t('profit:statement.title')}
      definition={t('profit:statement.definition')}
      tools={
        <Link to="/profit" search={{ costs: latest.id, customer: customer.customer_id }}>
          {t('profit:statement.all')}
        </Link>
      }
      empty={problem ? <EmptyTile reason={told.told(problem).message} /> : undefined}
      sheet={statement ? sheet(statement) : undefined}
    >
      {statement && <Statement statement={statement} />}
    </Tile>
  );
}
