'use client';
import { useQuery } from '@tanstack/react-query';
import { Bell as BellIcon } from 'lucide-react';
import Link from 'next/link';
import { useEffect, useRef } from 'react';
import { useWords } from '#words';
import { fetchJson } from '../live/fetch-json.ts';
import { buttonClass } from '../ui/button.tsx';

type Notice = { id: string; path: string; headline: string; detail: string; sentAt: string; isUnread: boolean };
type Answer = { unread: number; latest: Notice[] };

/** Beyond it the bell shows a plus sign. */
const MAX_SHOWN = 99;

/** The number of unread notices, with a link to them. New ones also appear as notifications of the browser, if it may show them. */
export function Bell() {
  const { t } = useWords();
  const { data } = useQuery({ queryKey: ['notices'], queryFn: () => fetchJson<Answer>('/api/notices') });
  useBrowserNotifications(data?.latest);
  const unread = data?.unread ?? 0;
  const shown = unread > MAX_SHOWN ? `${MAX_SHOWN}+` : String(unread);
  return (
    <Link
      href="/notices"
      prefetch={false}
      aria-label={unread === 0 ? t('Notices') : t('Notices, {n} unread', { n: shown })}
      className={buttonClass('ghost', 'relative w-8 px-0!')}
    >
      <BellIcon aria-hidden className="size-4" strokeWidth={1.75} />
      {unread > 0 && (
        <span
          aria-hidden
          className="absolute -top-0.5 -right-0.5 min-w-4 rounded-full bg-accent-solid px-1 text-center text-2xs leading-4 font-semibold text-on-accent"
        >
          {shown}
        </span>
      )}
    </Link>
  );
}

/** Shows the notices that arrive while the page is open. */
function useBrowserNotifications(latest: readonly Notice[] | undefined): void {
  const known = useRef<string | null>(null);
  useEffect(() => {
    if (!latest) return;
    const since = known.current;
    known.current = latest[0]?.sentAt ?? '';
    if (since === null || typeof Notification === 'undefined' || Notification.permission !== 'granted') return;
    for (const { id, headline, detail, path } of latest.filter(({ sentAt }) => sentAt > since)) {
      // Several tabs show one notification, by its tag.
      const notification = new Notification(headline, { body: detail, tag: id });
      notification.onclick = () => window.open(path);
    }
  }, [latest]);
}
