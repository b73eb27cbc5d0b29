'use client';
import { WifiOff } from 'lucide-react';
import { useEffect } from 'react';
import { useWords } from '#words';
import { guardForm } from './guard-form.ts';
import { guardLink } from './leave-page.ts';
import { useConnection } from './live-provider.tsx';
import { waitWithRefreshes } from './patient-refresh.ts';
import { setReachable, useFailure } from './reachable.ts';

const CLOCK = new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' });

const FAILURES = {
  unsent: 'Nothing was sent. What you entered is kept: send it when the connection is back.',
  unanswered: 'The server did not answer: look whether it was done. What you entered is kept.',
  unopened: 'No other page can be opened now. This one stays open, with what you entered.',
};

/** Says since when the server is silent, on the clock of the browser, and that something was not sent. Nothing otherwise. */
export function OfflineBar() {
  const { t } = useWords();
  const { silentSince } = useConnection();
  const isSilent = silentSince !== null;
  const failure = useFailure();
  useEffect(() => setReachable(!isSilent), [isSilent]);
  useEffect(waitWithRefreshes, []);
  useEffect(() => {
    document.addEventListener('submit', guardForm, true);
    window.addEventListener('click', guardLink, true);
    return () => {
      document.removeEventListener('submit', guardForm, true);
      window.removeEventListener('click', guardLink, true);
    };
  }, []);
  const texts = [
    isSilent && t('No connection since {time}. What you see may be out of date.', { time: CLOCK.format(silentSince) }),
    failure && t(FAILURES[failure]),
  ].filter(Boolean);
  return (
    <div role="status">
      {texts.length > 0 && (
        <p className="flex items-center gap-2 border-b border-risk-line bg-risk-soft px-4 py-2 text-risk lg:px-6">
          <WifiOff aria-hidden className="size-4 shrink-0" />
          <span>{texts.join(' ')}</span>
        </p>
      )}
    </div>
  );
}
