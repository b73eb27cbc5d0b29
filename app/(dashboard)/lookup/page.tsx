import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { readWords } from '#app/words.ts';
import { Hits } from '#components/lookup/hits.tsx';
import { Lookup } from '#components/lookup/lookup.tsx';
import { Unknown } from '#components/lookup/unknown.tsx';
import { database } from '#db/client.ts';
import { lookUp, MAX_HITS } from '#db/queries/lookup.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { personalOf } from '../personal.ts';
import type { SearchParams } from '../records.ts';
import { hitsOf } from './hits.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Find') };
}

const MAX_LENGTH = 200;

export default async function LookupPage({ searchParams }: { searchParams: SearchParams }) {
  await requireUser();
  const { q } = await searchParams;
  const text = (Array.isArray(q) ? q[0] : q)?.replaceAll('\0', '').trim().slice(0, MAX_LENGTH) ?? '';
  const words = await readWords();
  const hits = hitsOf(await lookUp(database(), text), (await personalOf()).titleType, words);
  const [only, ...others] = hits;
  if (only && others.length === 0) redirect(only.href);
  return (
    <div className="flex-1 overflow-y-auto">
      <h1 className="sr-only">{words.t('Find')}</h1>
      <Lookup key={text} text={text} isUnknown={text !== '' && !only} className="max-w-150" />
      {text !== '' &&
        (only ? <Hits hits={hits} text={text} isCut={hits.length === MAX_HITS} /> : <Unknown text={text} />)}
    </div>
  );
}
