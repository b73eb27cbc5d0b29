'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { type LiveMessage, onLive, recentMessages } from './bus.ts';
import { coalesce } from './coalesce.ts';
import { isReachable } from './reachable.ts';

type Props = {
  entityIds?: readonly string[];
  /** Milliseconds between two refreshes at least. */
  gapMs?: number;
};

/** Refreshes the server-rendered parts of the page when one of the entities changed; without `entityIds`, on every change. */
export function LiveRefresh({ entityIds, gapMs = 300 }: Props) {
  const router = useRouter();
  const watched = entityIds?.join();
  useEffect(() => {
    const { run, stop } = coalesce(async () => isReachable() && router.refresh(), gapMs);
    const handle = (message: LiveMessage) => {
      if (watched && message.kind === 'deliveries') return;
      if (
        watched &&
        message.kind === 'entities' &&
        message.ids.length > 0 &&
        !message.ids.some((id) => watched.includes(id))
      )
        return;
      run();
    };
    for (const message of recentMessages()) handle(message);
    const unsubscribe = onLive(handle);
    return () => {
      unsubscribe();
      stop();
    };
  }, [router, watched, gapMs]);
  return null;
}
