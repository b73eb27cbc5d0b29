'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { type LiveMessage, onLive, recentMessages } from './bus.ts';
import { coalesce } from './coalesce.ts';

/** Refreshes the server-rendered parts of the page when one of the entities changed; without any named, on every change. */
export function LiveRefresh({ subjects }: { subjects?: readonly string[] }) {
  const router = useRouter();
  const wanted = subjects?.join();
  useEffect(() => {
    const { run, stop } = coalesce(async () => router.refresh(), 300);
    const hear = (message: LiveMessage) => {
      if (wanted && message.kind === 'deliveries') return;
      if (
        wanted &&
        message.kind === 'subjects' &&
        message.ids.length > 0 &&
        !message.ids.some((id) => wanted.includes(id))
      )
        return;
      run();
    };
    for (const message of recentMessages()) hear(message);
    const unsubscribe = onLive(hear);
    return () => {
      unsubscribe();
      stop();
    };
  }, [router, wanted]);
  return null;
}
