import type { Metadata } from 'next';
import { LinkCard } from '#components/notices/link-card.tsx';
import { Button } from '#components/ui/button.tsx';
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
  if (!found) {
    return (
      <LinkCard title="This link is not valid">
        <p className="text-dim">It may be incomplete. Copy it from the e-mail, or ask the sender for another.</p>
      </LinkCard>
    );
  }
  const address = <b className="font-medium break-all text-ink">{found.address}</b>;
  if (found.state === 'expired') {
    return (
      <LinkCard title="This link has expired">
        <p className="text-dim">An administrator of Fairlead can send another one to {address}.</p>
      </LinkCard>
    );
  }
  if (found.state === 'confirmed') {
    return (
      <LinkCard title="Your address is confirmed">
        <p className="text-dim">
          {address} gets notices{rulesOf(found)} from now on. Each of them has a link to unsubscribe.
        </p>
      </LinkCard>
    );
  }
  return (
    <LinkCard title="Confirm your address">
      <p className="mb-5 text-dim">
        {address} will get notices of shipments{rulesOf(found)}. If you did not expect this, close this page.
      </p>
      <form action={confirmByPage}>
        <input type="hidden" name="token" value={token} />
        <Button type="submit" look="primary" className="h-9 w-full">
          Confirm
        </Button>
      </form>
    </LinkCard>
  );
}

function rulesOf({ rules }: Confirmation): string {
  if (rules.length === 0) return '';
  return ` by the ${rules.length === 1 ? 'rule' : 'rules'} ${rules.map((name) => `“${name}”`).join(', ')}`;
}
