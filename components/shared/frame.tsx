import type { ReactNode } from 'react';
import { LANGUAGES, type Words } from '#lib/model/language.ts';

type Props = { link: { recipient: string; expiresAt: string }; words: Words; children: ReactNode };

/** What surrounds shared content: for whom it is, until when, and the languages in which it can be read. */
export function SharedFrame({ link: { recipient, expiresAt }, words, children }: Props) {
  const { t, day, language } = words;
  const until = day(expiresAt.slice(0, 10));
  return (
    <div lang={language}>
      {children}
      <footer className="mt-8 flex flex-wrap items-start justify-between gap-x-8 gap-y-3 border-t border-line pt-3 text-xs text-dim">
        <p className="max-w-prose">
          {t('Shared with {name}.', { name: recipient })}{' '}
          {t('This page is valid until {date} and shows the current state whenever it is opened.', { date: until })}{' '}
          {t('Times are local to their place.')}
        </p>
        <LanguageChoice words={words} />
      </footer>
    </div>
  );
}

/** The page in each language. A form, since the page has no links. */
function LanguageChoice({ words: { t, language } }: { words: Words }) {
  return (
    <form method="get" aria-label={t('Language')} className="flex gap-1 print:hidden">
      {Object.entries(LANGUAGES).map(([tag, name]) => (
        <button
          key={tag}
          type="submit"
          name="language"
          value={tag}
          lang={tag}
          aria-pressed={tag === language}
          className="h-8 rounded-md px-2 hover:bg-fill aria-pressed:font-medium aria-pressed:text-ink max-md:h-11"
        >
          {name}
        </button>
      ))}
    </form>
  );
}
