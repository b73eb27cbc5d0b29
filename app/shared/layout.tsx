import type { Metadata } from 'next';
import type { ReactNode } from 'react';

export const metadata: Metadata = {
  robots: { index: false, follow: false, noarchive: true },
  referrer: 'no-referrer',
};

/** The frame of pages for strangers: nothing of it leads anywhere else. */
export default function SharedLayout({ children }: { children: ReactNode }) {
  return <main className="mx-auto min-h-dvh w-full max-w-6xl px-4 py-8 md:px-8 print:p-0">{children}</main>;
}
