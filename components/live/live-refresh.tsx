'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { type LiveMessage, onLive, recentMessages } from './bus.ts';
import { coalesce } from './coalesce.ts';

/** Renders the page's server parts anew when one of the subjects became different; where none is named, when anything did. */
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
