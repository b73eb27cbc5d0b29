'use client';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react';
import { NOTICES_SUBJECT } from '#lib/model/notices-subject.ts';
import { announce, type LiveMessage, onLive, parseChange, recentMessages } from './bus.ts';
import { coalesce } from './coalesce.ts';

export type LiveState = 'connecting' | 'live' | 'lost';
const State = createContext<LiveState>('connecting');
export const useLiveState = (): LiveState => useContext(State);

const GAP_MS = 300;
const RETRY_MS = 3000;

/** Holds the live connection of the page, and the query cache that its messages invalidate. */
export function LiveProvider({ url, children }: { url: string; children: ReactNode }) {
  const [client] = useState(() => new QueryClient({ defaultOptions: { queries: { staleTime: 30_000, retry: 1 } } }));
  const [state, setState] = useState<LiveState>('connecting');
  useEffect(() => connect(url, setState), [url]);
  useEffect(() => refetchOnLive(client), [client]);
  return (
    <QueryClientProvider client={client}>
      <State value={state}>{children}</State>
    </QueryClientProvider>
  );
}

/** Keeps a stream open. The browser retries automatically unless the server rejected the request; then this code does. */
function connect(url: string, setState: (state: LiveState) => void): () => void {
  let source: EventSource;
  let retry: ReturnType<typeof setTimeout> | undefined;
  const open = () => {
    source = new EventSource(url);
    // Messages since the page was rendered, or while the connection was lost, were missed.
    source.addEventListener('ready', () => {
      setState('live');
      announce({ kind: 'resync' });
    });
    source.onerror = () => {
      setState('lost');
      if (source.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
    };
    source.addEventListener('change', (event) => announce(parseChange(event.data)));
    source.addEventListener('delivery', () => announce({ kind: 'deliveries' }));
    // The same user opened many newer tabs: this one reconnects only when it is used again.
    source.addEventListener('replaced', () => {
      source.close();
      setState('lost');
      window.addEventListener('focus', open, { once: true });
    });
    // The session ended: the page must not be shown any more, unless this browser just got a new session.
    source.addEventListener('signed-out', () => {
      source.close();
      retry = setTimeout(
        () => void isSignedOut(url).then((out) => (out ? window.location.reload() : open())),
        RETRY_MS,
      );
    });
  };
  open();
  return () => {
    clearTimeout(retry);
    window.removeEventListener('focus', open);
    source.close();
  };
}

/** Whether the server refuses the stream. An unreachable server does not. */
async function isSignedOut(url: string): Promise<boolean> {
  const asking = new AbortController();
  const status = await fetch(url, { signal: asking.signal }).then(
    (answer) => answer.status,
    () => 0,
  );
  asking.abort();
  return status === 401;
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
