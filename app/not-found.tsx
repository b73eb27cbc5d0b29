import type { Metadata } from 'next';
import { Wordmark } from '#components/shell/wordmark.tsx';
import { NotFoundMessage } from '#components/ui/not-found.tsx';
import { readWords } from './words.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Not found') };
}

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center">
      <Wordmark />
      <NotFoundMessage />
    </main>
  );
}
