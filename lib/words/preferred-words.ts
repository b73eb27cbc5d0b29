import Negotiator from 'negotiator';
import { LANGUAGES, type Language, type Words } from '#lib/model/language.ts';
import { wordsIn } from './translate.ts';

const OFFERED = Object.keys(LANGUAGES) as Language[];

/**
 * The words of the language that was chosen if there is such a one, else of the best for an `Accept-Language` header (RFC 9110, 12.5.4), else
 * English. For the server.
 */
export function preferredWords(chosen: string | null | undefined, accepted: string | null): Words {
  const known = OFFERED.find((language) => language === chosen);
  if (known || accepted === null) return wordsIn(known ?? 'en');
  const best = new Negotiator({ headers: { 'accept-language': accepted } }).language(OFFERED);
  return wordsIn((best ?? 'en') as Language);
}
