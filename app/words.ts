import { headers } from 'next/headers';
import { cache, use } from 'react';
import { PATH_HEADER } from '#lib/auth/next-path.ts';
import type { Words } from '#lib/model/language.ts';
import { preferredWords } from '#lib/words/preferred-words.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { personalOf } from './(dashboard)/personal.ts';

/**
 * How texts are written for the reader: as the user chose, behind a shared link as its address says, else as the browser asks. Read once per
 * request. For `async` functions of the server.
 */
export const readWords = cache(async (): Promise<Words> => {
  const asked = await headers();
  const path = asked.get(PATH_HEADER);
  // Pages that are rendered by the build have no request.
  if (path === null) return ENGLISH;
  const address = new URL(path, 'http://localhost');
  const isShared = address.pathname.startsWith('/shared/');
  const chosen = isShared ? address.searchParams.get('language') : (await personalOf()).language;
  return preferredWords(chosen, asked.get('accept-language'));
});

/** The same for components that are not `async`, which import `#words`: those of the browser get theirs from `components/words`. */
export function useWords(): Words {
  return use(readWords());
}
