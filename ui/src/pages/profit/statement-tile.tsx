import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { costs } from '../../api/costs';
import { useProblemText } from '../../api/use-problem-text';
import { EmptyTile } from '../../components/empty-tile';
import { TileBone } from '../../components/seen-tile';
import { Tile } from '../../components/tile';
import type { PageSearch } from '../../filter/search';
import { CustomerSelect } from './customer-select';
import type { ProfitTileProps } from './profit-tiles';
import { Statement } from './statement';
import { useStatementSheet } from './statement-sheet';

/** One customer line by line: what it brought, what was done for it, and the resources that took. */
export function StatementTile({ id, costed }: ProfitTileProps) {
  const { t } = useTranslation('profit');
  const told = useProblemText();
  const sheet = useStatementSheet();
  const navigate = useNavigate();
  const search = useSearch({ strict: false }) as PageSearch;
  const customer = search.customer ?? costed.best_full[0]?.customer_id ?? '';
  const { data } = useQuery({ ...costs.statement(id, customer), enabled: customer !== '' });
  const statement = data?.statement ?? null;
  const name = statement?.name ?? costed.best_full.find((row) => row.customer_id === customer)?.name;
  const choose = (chosen: string) =>
    void navigate({
      to: '/profit',
      search: (old: PageSearch) => ({ ...old, customer: chosen }),
      replace: true,
    });
  return (
    <Tile
      id="profit-statement"
      wide
      title={t('profit:statement.title')}
      definition={t('profit:statement.definition')}
      tools={
        <span className="statement-tools">
          <CustomerSelect value={customer} name={name ?? null} onChoose={choose} />
          {customer !== '' && (
            <Link to="/customers/$id" params={{ id: customer }}>
              {t('profit:statement.portrait')}
            </Link>
          )}
        </span>
      }
      empty={
        customer === '' ? (
          <EmptyTile />
        ) : data?.problem ? (
          <EmptyTile reason={told.told(data.problem).message} />
        ) : undefined
      }
      sheet={statement ? sheet(statement) : undefined}
    >
      {statement ? <Statement statement={statement} /> : <TileBone />}
    </Tile>
  );
}
