import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { Address, InvalidLink, LinkForm, PublicPage } from '#components/shell/public-page.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { env } from '#lib/env.ts';
import { findSubscription } from '#lib/notices/suppressions.ts';
import { unsubscribeByPage } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Unsubscribe'), referrer: 'no-referrer' };
}

/** Where links in e-mails lead; everybody who has one may use it. Opening it changes nothing: mail scanners follow links. */
export default async function UnsubscribePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const words = await readWords();
  const { t } = words;
  const { AUTH_SECRET } = env();
  const found = AUTH_SECRET ? await findSubscription(database(), AUTH_SECRET, token) : null;
  if (!found)
    return <InvalidLink what={t('It may be incomplete. Copy it from the e-mail, or ask the sender to remove you.')} />;
  const { rule, isSuppressed } = found;
  const parts = { address: <Address>{found.address}</Address>, rule };
  if (isSuppressed) {
    return (
      <PublicPage title={t('You are unsubscribed')}>
        <p className="text-dim">
          {rich(
            words,
            '{address} gets no more notices of the rule “{rule}”. An administrator of Fairlead can undo this.',
            parts,
          )}
        </p>
      </PublicPage>
    );
  }
  return (
    <PublicPage title={t('Unsubscribe')}>
      <p className="mb-5 text-dim">{rich(words, '{address} will get no more notices of the rule “{rule}”.', parts)}</p>
      <LinkForm action={unsubscribeByPage} token={token} submit={t('Unsubscribe')} />
    </PublicPage>
  );
}
