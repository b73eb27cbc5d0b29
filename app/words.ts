import { headers } from 'next/headers';
import { cache, use } from 'react';
import { PATH_HEADER } from '#lib/auth/next-path.ts';
import type { Words } from '#lib/model/language.ts';
import { NOTHING_PERSONAL } from '#lib/model/personal.ts';
import { preferredWords } from '#lib/words/preferred-words.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { personalOf } from './(dashboard)/personal.ts';

/**
 * How texts are written for the reader: as the user chose, behind a shared link as its address says, else as the browser asks. Read once per
 * request. For `async` functions of the server.
 */
export const readWords = cache(async (): Promise<Words> => {
  const asked = await headers();
  // Pages that are rendered by the build have no request.
  if (!asked.has('host')) return ENGLISH;
  const address = new URL(asked.get(PATH_HEADER) ?? '/', 'http://localhost');
  const isShared = address.pathname.startsWith('/shared/');
  const chosen = isShared ? address.searchParams.get('language') : (await settingsOf()).language;
  return preferredWords(chosen, asked.get('accept-language'));
});

/** Without the database the frame of a page is shown all the same, so that the page can say what is wrong. */
const settingsOf = () => personalOf().catch(() => NOTHING_PERSONAL);

/** The same for components that are not `async`, which import `#words`: those of the browser get theirs from `components/words`. */
export function useWords(): Words {
  return use(readWords());
}
