import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

export interface StateOfProps<T> {
  readonly query: UseQueryResult<T, Error>;
  readonly children: (data: T) => ReactNode;
}

/** The answer, or that it is awaited, or why there is none. */
export function StateOf<T>({ query, children }: StateOfProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (query.error) {
    return (
      <p className="empty" role="alert">
        {query.error.message}
      </p>
    );
  }
  return <p className="empty muted">Loading …</p>;
}
