import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useStatus } from '../app/use-status';
import { Failure } from './failure';
import { FirstSteps } from './first-steps';
import { Page } from './page';
import { PageSkeleton } from './page-skeleton';

interface GateProps<T> {
  title: string;
  query: UseQueryResult<T>;
  /** stays when the question was refused, so that it can be changed */
  filter?: ReactNode;
  children: (data: T) => ReactNode;
}

/** A page that needs a valuation: skeleton, first steps, failure, or the page with its data. */
export function Gate<T>({ title, query, filter, children }: GateProps<T>) {
  const status = useStatus();
  if (status.data && !status.data.current_run) {
    return <FirstSteps hasOrders={(status.data.tables.orders ?? 0) > 0} />;
  }
  const error = status.error ?? query.error;
  if (query.data !== undefined && !query.error) return children(query.data);
  if (error) {
    return (
      <Page title={title} filter={filter}>
        <Failure
          error={error}
          retry={() => {
            void status.refetch();
            void query.refetch();
          }}
        />
      </Page>
    );
  }
  return <PageSkeleton />;
}
