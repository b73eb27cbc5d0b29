'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { NOTICES_SUBJECT } from '#lib/model/notices-subject.ts';
import { type LiveMessage, onLive, recentMessages } from './bus.ts';
import { coalesce } from './coalesce.ts';
import { CONNECTING, type Connection, connect } from './connection.ts';

const State = createContext(CONNECTING);
/** The connection of the page to the server. */
export const useConnection = (): Connection => useContext(State);

const GAP_MS = 300;

/** Holds the live connection of the page, and the query cache that its messages invalidate. */
export function LiveProvider({ url, children }: { url: string; children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 1 } } }));
  const [connection, setConnection] = useState(CONNECTING);
  useEffect(() => connect(url, setConnection), [url]);
  useEffect(() => refetchOnLive(client), [client]);
  return (
    <QueryClientProvider client={client}>
      <State value={connection}>{children}</State>
    </QueryClientProvider>
  );
}

/** Refetches data that may be stale: lists on any change, a shipment on its own changes. */
function refetchOnLive(client: QueryClient): () => void {
  const stale = new Set<string>();
  const isStale = (names: ReadonlySet<string>, [entityType, id]: readonly unknown[]) =>
    names.has('*') || names.has(String(entityType)) || names.has(`${entityType} ${id}`);
  const { run, stop } = coalesce(async () => {
    const names = new Set(stale);
    stale.clear();
    await client.invalidateQueries({ predicate: ({ queryKey }) => isStale(names, queryKey) });
  }, GAP_MS);
  const handle = (messages: readonly LiveMessage[]) => {
    for (const name of messages.flatMap(affected)) stale.add(name);
    run();
  };
  const unsubscribe = onLive((message) => handle([message]));
  const unwatch = client.getQueryCache().subscribe(({ type, query }) => {
    if (type !== 'added') return;
    const missed = recentMessages().filter((message) => isStale(new Set(affected(message)), query.queryKey));
    if (missed.length > 0) handle(missed);
  });
  return () => {
    unsubscribe();
    unwatch();
    stop();
  };
}

function affected(message: LiveMessage): string[] {
  if (message.kind === 'resync' || (message.kind === 'entities' && message.ids.length === 0)) return ['*'];
  if (message.kind === 'deliveries') return ['deliveries'];
  return message.ids.flatMap((id) => (id === NOTICES_SUBJECT ? [NOTICES_SUBJECT] : ['shipments', `timeline ${id}`]));
}
