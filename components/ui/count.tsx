import { useWords } from '#words';

/** A count in the language of the reader. */
export function Count({ of }: { of: number }) {
  return useWords().number(of);
}
