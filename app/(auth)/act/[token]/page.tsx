import type { Metadata } from 'next';
import Link from 'next/link';
import { findActionLink, LINK_PROBLEMS } from '#app/action-link.ts';
import { ActForm } from '#components/notices/act-form.tsx';
import { Address, PublicPage } from '#components/shell/public-page.tsx';
import { LINK_ACTION_LABELS } from '#lib/model/link-action.ts';
import { exceptionSentence } from '#lib/words/exception-sentence.ts';
import { actByLink } from './actions.ts';

export const metadata: Metadata = { title: 'Exception', referrer: 'no-referrer' };

/** Where the links of e-mails about exceptions lead. Opening one changes nothing: mail scanners follow links. */
export default async function ActPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const link = await findActionLink(token);
  if (link.state !== 'ready') {
    return (
      <PublicPage title={link.state === 'used' ? 'Used already' : 'Nothing was changed'}>
        <p className="text-dim">{LINK_PROBLEMS[link.state]}</p>
      </PublicPage>
    );
  }
  const { action, person, item } = link;
  return (
    <PublicPage title={item.subject.title}>
      <p className="mb-1 text-ink">{exceptionSentence(item)}</p>
      <p className="mb-5 text-dim">
        You act as <Address>{person}</Address>.
      </p>
      <ActForm action={actByLink} token={token} label={LINK_ACTION_LABELS[action]} />
      <p className="mt-4 text-sm">
        <Link href={`/exceptions/${item.id}`} className="text-accent underline underline-offset-4">
          Open the exception
        </Link>
      </p>
    </PublicPage>
  );
}
