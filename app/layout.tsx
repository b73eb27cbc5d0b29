import './globals.css';
import { GeistMono } from 'geist/font/mono';
import { GeistSans } from 'geist/font/sans';
import type { Metadata, Viewport } from 'next';
import { cookies } from 'next/headers';
import type { ReactNode } from 'react';
import { WordsProvider } from '#components/words/provider.tsx';
import { readWords } from './words.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return {
    title: { default: 'Fairlead', template: '%s · Fairlead' },
    description: t('Where every shipment is, with the source of every value.'),
    robots: { index: false, follow: false },
  };
}

export const viewport: Viewport = {
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#f7f8f9' },
    { media: '(prefers-color-scheme: dark)', color: '#0c0f11' },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const [jar, { language }] = await Promise.all([cookies(), readWords()]);
  const theme = jar.get('theme')?.value;
  const density = jar.get('density')?.value;
  return (
    <html
      lang={language}
      className={`${GeistSans.variable} ${GeistMono.variable}`}
      data-theme={theme === 'light' || theme === 'dark' ? theme : undefined}
      data-density={density === 'compact' ? density : undefined}
    >
      <body>
        <WordsProvider language={language}>{children}</WordsProvider>
      </body>
    </html>
  );
}
