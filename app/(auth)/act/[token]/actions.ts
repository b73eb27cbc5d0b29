'use server';
import { followActionLink, type LinkOutcome } from '#app/action-link.ts';
import { readWords } from '#app/words.ts';
import { isTimeZone } from '#lib/model/zone.ts';

/** Acts by a link in the name of its recipient. The link is the permission. */
export async function actByLink(_before: LinkOutcome | null, form: FormData): Promise<LinkOutcome> {
  const [token, zone] = [form.get('token'), form.get('timeZone')];
  const timeZone = typeof zone === 'string' && zone.length <= 60 && isTimeZone(zone) ? zone : 'UTC';
  return followActionLink(typeof token === 'string' ? token : '', timeZone, await readWords());
}
