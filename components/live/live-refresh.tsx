'use client';
import { useRouter } from 'next/navigation';
import { useEffect } from 'react';
import { type LiveMessage, onLive, recentMessages } from './bus.ts';
import { coalesce } from './coalesce.ts';

/** Renders the page's server parts anew when the shipment, or else the delivery log, became different. */
export function LiveRefresh({ shipment }: { shipment?: string }) {
  const router = useRouter();
  useEffect(() => {
    const { run, stop } = coalesce(async () => router.refresh(), 300);
    const hear = (message: LiveMessage) => {
      if (message.kind === 'shipments' && shipment && !message.ids.includes(shipment)) return;
      if (message.kind === 'deliveries' && shipment) return;
      run();
    };
    for (const message of recentMessages()) hear(message);
    const unsubscribe = onLive(hear);
    return () => {
      unsubscribe();
      stop();
    };
  }, [router, shipment]);
  return null;
}
