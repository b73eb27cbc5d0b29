'use client';
import { useEffect } from 'react';

const SCRIPT = '/offline-worker.js';

/**
 * Gives the browser the page that it shows where a navigation fails without a connection, or takes it away. Browsers only allow that over
 * TLS and on this machine.
 */
export function OfflinePage({ enabled }: { enabled: boolean }) {
  useEffect(() => {
    const workers = navigator.serviceWorker;
    if (workers) void (enabled ? workers.register(SCRIPT) : remove(workers)).catch(() => {});
  }, [enabled]);
  return null;
}

async function remove(workers: ServiceWorkerContainer): Promise<void> {
  for (const registration of await workers.getRegistrations()) {
    const { active, waiting, installing } = registration;
    const { scriptURL = '' } = active ?? waiting ?? installing ?? {};
    if (new URL(scriptURL, window.location.href).pathname === SCRIPT) await registration.unregister();
  }
}
