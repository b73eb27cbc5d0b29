import type { Metadata } from 'next';
import type { ReactNode } from 'react';
import { Wordmark } from '#components/shell/wordmark.tsx';
import { Button } from '#components/ui/button.tsx';
import { database } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { findSubscription } from '#lib/notices/suppressions.ts';
import { unsubscribeByPage } from './actions.ts';

export const metadata: Metadata = { title: 'Unsubscribe', referrer: 'no-referrer' };

/** Where links in e-mails lead; everybody who has one may use it. Opening it changes nothing: mail scanners follow links. */
export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { AUTH_SECRET } = env();
  const found = AUTH_SECRET ? await findSubscription(database(), AUTH_SECRET, token) : null;
  if (!found) {
    return (
      <Card title="This link is not valid">
        <p className="text-dim">It may be incomplete. Copy it from the e-mail, or ask the sender to remove you.</p>
      </Card>
    );
  }
  const { address, rule, isSuppressed } = found;
  if (isSuppressed) {
    return (
      <Card title="You are unsubscribed">
        <p className="text-dim">
          <b className="font-medium break-all text-ink">{address}</b> gets no more notices of the rule “{rule}”. An
          administrator of Fairlead can undo this.
        </p>
      </Card>
    );
  }
  return (
    <Card title="Unsubscribe">
      <p className="mb-5 text-dim">
        <b className="font-medium break-all text-ink">{address}</b> will get no more notices of the rule “{rule}”.
      </p>
      <form action={unsubscribeByPage}>
        <input type="hidden" name="token" value={token} />
        <Button type="submit" look="primary" className="h-9 w-full">
          Unsubscribe
        </Button>
      </form>
    </Card>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-12">
      <div className="w-full max-w-88">
        <div className="mb-8 flex justify-center">
          <Wordmark textClass="text-lg" />
        </div>
        <div className="rounded-xl border border-line bg-surface p-6 shadow-[0_1px_2px_var(--shadow)]">
          <h1 className="mb-1 text-lg font-semibold tracking-tight">{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}
