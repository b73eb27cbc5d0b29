import type { Metadata } from 'next';
import { Address, InvalidLink, LinkForm, PublicPage } from '#components/shell/public-page.tsx';
import { database } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { type Confirmation, findConfirmation } from '#lib/notices/confirm-address.ts';
import { confirmByPage } from './actions.ts';

export const metadata: Metadata = { title: 'Confirm your address', referrer: 'no-referrer' };

/** Where the link in the message to a new address leads. Opening it changes nothing: mail scanners follow links. */
export default async function ConfirmAddressPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const { AUTH_SECRET } = env();
  const found = AUTH_SECRET ? await findConfirmation(database(), AUTH_SECRET, token) : null;
  if (!found) return <InvalidLink otherwise="ask the sender for another" />;
  const address = <Address>{found.address}</Address>;
  if (found.state === 'expired') {
    return (
      <PublicPage title="This link has expired">
        <p className="text-dim">An administrator of Fairlead can send another one to {address}.</p>
      </PublicPage>
    );
  }
  if (found.state === 'confirmed') {
    return (
      <PublicPage title="Your address is confirmed">
        <p className="text-dim">
          {address} gets notices{rulesOf(found)} from now on. Each of them has a link to unsubscribe.
        </p>
      </PublicPage>
    );
  }
  return (
    <PublicPage title="Confirm your address">
      <p className="mb-5 text-dim">
        {address} will get notices of shipments{rulesOf(found)}. If you did not expect this, close this page.
      </p>
      <LinkForm action={confirmByPage} token={token} submit="Confirm" />
    </PublicPage>
  );
}

function rulesOf({ rules }: Confirmation): string {
  if (rules.length === 0) return '';
  return ` by the ${rules.length === 1 ? 'rule' : 'rules'} ${rules.map((name) => `“${name}”`).join(', ')}`;
}
