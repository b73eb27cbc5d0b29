import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t('Not available') };
}

/** The same for links that are unknown, expired and revoked, so that it tells nothing about them. */
export default async function SharedNotFound() {
  const { t, language } = await readWords();
  return (
    <div lang={language} className="mx-auto max-w-prose pt-24 text-center">
      <h1 className="mb-2 text-lg font-semibold tracking-tight">{t('This link does not work')}</h1>
      <p className="text-dim">
        {t('It may be incomplete, it may have expired, or whoever sent it may have ended it. Ask them for a new one.')}
      </p>
    </div>
  );
}
