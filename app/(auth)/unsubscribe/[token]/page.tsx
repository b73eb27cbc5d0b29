import type { Metadata } from 'next';
import { LinkCard } from '#components/notices/link-card.tsx';
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
      <LinkCard title="This link is not valid">
        <p className="text-dim">It may be incomplete. Copy it from the e-mail, or ask the sender to remove you.</p>
      </LinkCard>
    );
  }
  const { address, rule, isSuppressed } = found;
  if (isSuppressed) {
    return (
      <LinkCard title="You are unsubscribed">
        <p className="text-dim">
          <b className="font-medium break-all text-ink">{address}</b> gets no more notices of the rule “{rule}”. An
          administrator of Fairlead can undo this.
        </p>
      </LinkCard>
    );
  }
  return (
    <LinkCard title="Unsubscribe">
      <p className="mb-5 text-dim">
        <b className="font-medium break-all text-ink">{address}</b> will get no more notices of the rule “{rule}”.
      </p>
      <form action={unsubscribeByPage}>
        <input type="hidden" name="token" value={token} />
        <Button type="submit" look="primary" className="h-9 w-full">
          Unsubscribe
        </Button>
      </form>
    </LinkCard>
  );
}
