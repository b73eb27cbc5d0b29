'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { onLive } from '../live/bus.ts';
import { coalesce } from '../live/coalesce.ts';
import { isReachable } from '../live/reachable.ts';

const GAP_MS = 6000;

/** Refreshes the overview on changes, at a limited rate. */
export function LiveOverview() {
  const router = useRouter();
  useEffect(() => {
    const { run, stop } = coalesce(async () => isReachable() && router.refresh(), GAP_MS);
    const unsubscribe = onLive(run);
    return () => {
      unsubscribe();
      stop();
    };
  }, [router]);
  return null;
}
