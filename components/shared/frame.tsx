import type { ReactNode } from 'react';
import { dayText } from '../time/format.ts';

type Props = { link: { recipient: string; expiresAt: string }; children: ReactNode };

/** What surrounds shared content: for whom it is, and until when. */
export function SharedFrame({ link: { recipient, expiresAt }, children }: Props) {
  return (
    <>
      {children}
      <footer className="mt-8 border-t border-line pt-3 text-xs text-dim">
        Shared with {recipient}. This page is valid until {dayText(expiresAt.slice(0, 10))} and shows the current state
        whenever it is opened. Times are local to their place.
      </footer>
    </>
  );
}
