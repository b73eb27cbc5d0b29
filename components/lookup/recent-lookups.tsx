'use client';
import { X } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '#words';
import { lookupHref } from './path.ts';
import { forgetLookup, rememberLookup, useRecentLookups } from './recent.ts';

/** What this browser looked up, each to look up again or to remove. */
export function RecentLookups() {
  const { t } = useWords();
  const recent = useRecentLookups();
  if (recent.length === 0) return null;
  return (
    <ul aria-label={t('Looked up before')} className="flex flex-wrap gap-2 pt-1">
      {recent.map((text) => (
        <li
          key={text}
          className="flex h-11 max-w-full items-center overflow-hidden rounded-md border border-line-strong"
        >
          <Link
            href={lookupHref(text)}
            prefetch={false}
            onClick={() => rememberLookup(text)}
            className="mono flex h-full min-w-0 items-center truncate pl-3 -outline-offset-2"
          >
            <span className="truncate">{text}</span>
          </Link>
          <button
            type="button"
            aria-label={t('Remove {name}', { name: text })}
            onClick={() => forgetLookup(text)}
            className="flex size-11 shrink-0 items-center justify-center text-faint -outline-offset-2 hover:bg-fill"
          >
            <X aria-hidden className="size-4" />
          </button>
        </li>
      ))}
    </ul>
  );
}
