import type { ReactNode } from 'react';
import { Wordmark } from '../shell/wordmark.tsx';

/** A page that needs no sign-in, where a link in an e-mail leads. */
export function LinkCard({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-12">
      <div className="w-full max-w-88">
        <div className="mb-8 flex justify-center">
          <Wordmark textClass="text-lg" />
        </div>
        <div className="rounded-xl border border-line bg-surface p-6 shadow-[0_1px_2px_var(--shadow)]">
          <h1 className="mb-1 text-lg font-semibold tracking-tight">{title}</h1>
          {children}
        </div>
      </div>
    </main>
  );
}
