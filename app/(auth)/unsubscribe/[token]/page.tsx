import type { Metadata } from 'next';
import { Address, InvalidLink, LinkForm, PublicPage } from '#components/shell/public-page.tsx';
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
  if (!found) return <InvalidLink otherwise="ask the sender to remove you" />;
  const { address, rule, isSuppressed } = found;
  if (isSuppressed) {
    return (
      <PublicPage title="You are unsubscribed">
        <p className="text-dim">
          <Address>{address}</Address> gets no more notices of the rule “{rule}”. An administrator of Fairlead can undo
          this.
        </p>
      </PublicPage>
    );
  }
  return (
    <PublicPage title="Unsubscribe">
      <p className="mb-5 text-dim">
        <Address>{address}</Address> will get no more notices of the rule “{rule}”.
      </p>
      <LinkForm action={unsubscribeByPage} token={token} submit="Unsubscribe" />
    </PublicPage>
  );
}
