import type { Metadata } from 'next';
import Link from 'next/link';
import { findActionLink, linkProblem } from '#app/action-link.ts';
import { readWords } from '#app/words.ts';
import { ActForm } from '#components/notices/act-form.tsx';
import { Address, PublicPage } from '#components/shell/public-page.tsx';
import { rich } from '#components/words/rich.tsx';
import { LINK_ACTION_LABELS } from '#lib/model/link-action.ts';
import { exceptionSentence } from '#lib/words/exception-sentence.ts';
import { actByLink } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Exception'), referrer: 'no-referrer' };
}

/** Where the links of e-mails about exceptions lead. Opening one changes nothing: mail scanners follow links. */
export default async function ActPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [link, words] = await Promise.all([findActionLink(token), readWords()]);
  const { t } = words;
  if (link.state !== 'ready') {
    return (
      <PublicPage title={t(link.state === 'used' ? 'Used already' : 'Nothing was changed')}>
        <p className="text-dim">{linkProblem(link.state, words)}</p>
      </PublicPage>
    );
  }
  const { action, person, item } = link;
  return (
    <PublicPage title={item.subject.title}>
      <p className="mb-1 text-ink">{exceptionSentence(item, null, words)}</p>
      <p className="mb-5 text-dim">{rich(words, 'You act as {person}.', { person: <Address>{person}</Address> })}</p>
      <ActForm action={actByLink} token={token} label={t(LINK_ACTION_LABELS[action])} />
      <p className="mt-4 text-sm">
        <Link href={`/exceptions/${item.id}`} className="text-accent underline underline-offset-4">
          {t('Open the exception')}
        </Link>
      </p>
    </PublicPage>
  );
}
