import { Link2 } from 'lucide-react';
import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { LinkTable } from '#components/shared/link-table.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { database } from '#db/client.ts';
import { latestLinks } from '#db/queries/share-links.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { now } from '#lib/clock.ts';
import { AdminsOnly } from '../../admins-only.tsx';
import { revoke } from '../../share/actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Shared links') };
}

export default async function LinksPage() {
  if (!(await userWithRole('admin'))) return <AdminsOnly />;
  const [links, { t }] = await Promise.all([latestLinks(database()), readWords()]);
  if (links.length === 0) {
    return (
      <EmptyState icon={Link2} title={t('No link was shared')}>
        <p>{t('Operators share shipments and lists from their pages.')}</p>
      </EmptyState>
    );
  }
  return <LinkTable links={links} revoke={revoke} at={now()} mixed />;
}
