'use client';
import { useEffect } from 'react';
import { useWords } from '#words';

const SCRIPT = '/offline-worker.js';

/**
 * Gives the browser the page that it shows where a navigation fails without a connection, or takes it away. Browsers only allow that over
 * TLS and on this machine.
 */
export function OfflinePage({ enabled }: { enabled: boolean }) {
  const { language, t } = useWords();
  // The page takes its texts from the address of its script.
  const texts = new URLSearchParams({
    language,
    title: t('No connection'),
    text: t('Fairlead cannot be reached. This page opens by itself when the connection is back.'),
    again: t('Try again'),
  });
  const script = `${SCRIPT}?${texts}`;
  useEffect(() => {
    const workers = navigator.serviceWorker;
    if (workers) void (enabled ? workers.register(script) : remove(workers)).catch(() => {});
  }, [enabled, script]);
  return null;
}

async function remove(workers: ServiceWorkerContainer): Promise<void> {
  for (const registration of await workers.getRegistrations()) {
    const { active, waiting, installing } = registration;
    const { scriptURL = '' } = active ?? waiting ?? installing ?? {};
    if (new URL(scriptURL, window.location.href).pathname === SCRIPT) await registration.unregister();
  }
}
