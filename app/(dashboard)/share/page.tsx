import type { Metadata } from 'next';
import Link from 'next/link';
import { notFound } from 'next/navigation';
import { readWords } from '#app/words.ts';
import { viewSearch } from '#components/table/views.ts';
import { database } from '#db/client.ts';
import type { DeclaredList } from '#db/queries/declared-list.ts';
import { listColumnChoices } from '#db/queries/list-columns.ts';
import { LISTS } from '#db/queries/lists.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { isSharedList } from '#lib/model/share-link.ts';
import { readAddress, type SearchParams } from '../records.ts';
import { ShareSection } from './section.tsx';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Share a list') };
}

/** Where a list is shared in a state of its page: the address has its path as `of`, beside its filters and sort. */
export default async function SharePage({ searchParams }: { searchParams: SearchParams }) {
  const user = await requireUser();
  const { of, ...params } = await searchParams;
  const list: DeclaredList | undefined = LISTS.find(({ path }) => path === of);
  if (!list || !isSharedList(list.path)) notFound();
  const { t, inside, list: listed } = await readWords();
  const { state } = readAddress(list, params);
  const search = viewSearch(state);
  const { [list.path]: choice } = await listColumnChoices(database(), user.id);
  const filters = Object.entries(state).map(([key, value]) => `${key}: ${value}`);
  return (
    <div className="flex-1 overflow-y-auto">
      <div className="border-b border-line px-4 py-4 lg:px-6">
        <h1 className="text-lg font-semibold tracking-tight">{t('Share {list}', { list: inside(t(list.title)) })}</h1>
        <p className="mt-1 text-dim">
          {filters.length === 0
            ? t('All of them, without a filter.')
            : t('Those with {filters}.', { filters: listed(filters) })}{' '}
          <Link href={list.path + search} className="text-accent underline underline-offset-4">
            {t('Back to the list')}
          </Link>
        </p>
      </div>
      <ShareSection target={{ list: list.path, search }} hidden={choice?.hidden ?? []} />
    </div>
  );
}
