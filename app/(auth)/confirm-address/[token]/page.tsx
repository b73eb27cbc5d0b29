import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { Address, InvalidLink, LinkForm, PublicPage } from '#components/shell/public-page.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { env } from '#lib/env.ts';
import type { Words } from '#lib/model/language.ts';
import { type Confirmation, findConfirmation } from '#lib/notices/confirm-address.ts';
import { confirmByPage } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Confirm your address'), referrer: 'no-referrer' };
}

/** Where the link in the message to a new address leads. Opening it changes nothing: mail scanners follow links. */
export default async function ConfirmAddressPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const words = await readWords();
  const { t } = words;
  const { AUTH_SECRET } = env();
  const found = AUTH_SECRET ? await findConfirmation(database(), AUTH_SECRET, token) : null;
  if (!found)
    return <InvalidLink what={t('It may be incomplete. Copy it from the e-mail, or ask the sender for another.')} />;
  const parts = { address: <Address>{found.address}</Address>, rules: rulesOf(found, words) };
  const by = Math.min(found.rules.length, 2) as 0 | 1 | 2;
  if (found.state === 'expired') {
    return (
      <PublicPage title={t('This link has expired')}>
        <p className="text-dim">
          {rich(words, 'An administrator of Fairlead can send another one to {address}.', parts)}
        </p>
      </PublicPage>
    );
  }
  if (found.state === 'confirmed') {
    return (
      <PublicPage title={t('Your address is confirmed')}>
        <p className="text-dim">{rich(words, CONFIRMED[by], parts)}</p>
      </PublicPage>
    );
  }
  return (
    <PublicPage title={t('Confirm your address')}>
      <p className="mb-5 text-dim">{rich(words, UNCONFIRMED[by], parts)}</p>
      <LinkForm action={confirmByPage} token={token} submit={t('Confirm')} />
    </PublicPage>
  );
}

/** What is said by the number of rules: none, one or several. */
const CONFIRMED = [
  '{address} gets notices from now on. Each of them has a link to unsubscribe.',
  '{address} gets notices by the rule {rules} from now on. Each of them has a link to unsubscribe.',
  '{address} gets notices by the rules {rules} from now on. Each of them has a link to unsubscribe.',
] as const;
const UNCONFIRMED = [
  '{address} will get notices of shipments. If you did not expect this, close this page.',
  '{address} will get notices of shipments by the rule {rules}. If you did not expect this, close this page.',
  '{address} will get notices of shipments by the rules {rules}. If you did not expect this, close this page.',
] as const;

function rulesOf({ rules }: Confirmation, { t, list }: Words): string {
  return list(rules.map((name) => t('“{name}”', { name })));
}
