'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { onLive } from '../live/bus.ts';
import { coalesce } from '../live/coalesce.ts';

const GAP_MS = 6000;

/** Renders the overview anew when something changed, but not more often than people can read. */
export function LiveOverview() {
  const router = useRouter();
  useEffect(() => {
    const { run, stop } = coalesce(async () => router.refresh(), GAP_MS);
    const unsubscribe = onLive(run);
    return () => {
      unsubscribe();
      stop();
    };
  }, [router]);
  return null;
}
