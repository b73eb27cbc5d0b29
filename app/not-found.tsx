import type { Metadata } from 'next';
import { Wordmark } from '#components/shell/wordmark.tsx';
import { NotFoundMessage } from '#components/ui/not-found.tsx';

export const metadata: Metadata = { title: 'Not found' };

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center">
      <Wordmark />
      <NotFoundMessage />
    </main>
  );
}
