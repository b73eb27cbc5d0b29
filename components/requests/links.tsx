import Link from 'next/link';
import type { ReactNode } from 'react';
import type { RequestKind } from '#lib/model/request.ts';
import { useWords } from '#words';
import { buttonClass } from '../ui/button.tsx';

export function NewBooking({ look = 'plain' }: { look?: 'plain' | 'primary' }) {
  const { t } = useWords();
  return (
    <Link href="/requests/new/booking" className={buttonClass(look, 'h-7 text-xs')}>
      {t('New booking')}
    </Link>
  );
}

/** A link to the form that requests a change of the record. */
export function RequestLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <p className="px-4 py-2.5 lg:px-6">
      <Link href={href} prefetch={false} className={buttonClass('plain', 'h-7 text-xs')}>
        {children}
      </Link>
    </p>
  );
}

/** The form that amends a booking. */
export function amendmentPath({ provider, externalId }: { provider: string; externalId: string }): string {
  return `/requests/new/amendment?${new URLSearchParams({ provider, booking: externalId })}`;
}

/** The form with what a request stated, to submit it again. */
export function againPath({ id, kind }: { id: string; kind: RequestKind }): string {
  return `/requests/new/${kind}?${new URLSearchParams({ from: id })}`;
}
