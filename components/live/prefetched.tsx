import { dehydrate, HydrationBoundary, QueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';

type Props = { queryKey: readonly string[]; data: unknown; children: ReactNode };

/** Adds server-rendered data to the query cache, unless that has something newer. */
export function Prefetched({ queryKey, data, children }: Props) {
  const client = new QueryClient();
  client.setQueryData(queryKey, data);
  return <HydrationBoundary state={dehydrate(client)}>{children}</HydrationBoundary>;
}
