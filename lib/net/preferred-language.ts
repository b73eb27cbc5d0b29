import Negotiator from 'negotiator';
import { LANGUAGES, type Language } from '#lib/model/language.ts';

const OFFERED = Object.keys(LANGUAGES) as Language[];

/** The language that was chosen if there is such a one, else the best for an `Accept-Language` header (RFC 9110, 12.5.4), else English. */
export function preferredLanguage(chosen: string | null | undefined, accepted: string | null): Language {
  const known = OFFERED.find((language) => language === chosen);
  if (known || accepted === null) return known ?? 'en';
  return (new Negotiator({ headers: { 'accept-language': accepted } }).language(OFFERED) ?? 'en') as Language;
}
