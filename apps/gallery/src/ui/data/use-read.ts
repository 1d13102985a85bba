import { keepPreviousData, type UseQueryResult, useQuery } from '@tanstack/react-query';
import type { Calls, Outputs } from '../../api/gallery-api.js';
import type { Operation } from '../../api/inputs.js';
import { useApi } from './api-context.js';

export interface ReadOptions {
  readonly enabled?: boolean;
  /** Shows what was there while the next answer is on its way. */
  readonly keep?: boolean;
}

/** The answer of a reading operation, kept and fetched again when the library changes. */
export function useRead<K extends Operation>(
  operation: K,
  input: Parameters<Calls[K]>[0],
  { enabled = true, keep = false }: ReadOptions = {},
): UseQueryResult<Outputs[K], Error> {
  const api = useApi();
  const call = api[operation] as (input: unknown) => Promise<Outputs[K]>;
  return useQuery<Outputs[K], Error>({
    queryKey: [operation, input],
    queryFn: () => call(input),
    enabled,
    ...(keep && { placeholderData: keepPreviousData as never }),
  });
}
