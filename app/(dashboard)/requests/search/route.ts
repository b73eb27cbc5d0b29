import type { NextRequest } from 'next/server';
import { findChoices } from '#app/requests/find-choices.ts';
import { readWords } from '#app/words.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { PICKED } from '#lib/model/booking-terms.ts';

/** The longest text that is searched. */
const LONGEST = 200;

/** What a field of a request form can name, as JSON. */
export async function GET(request: NextRequest) {
  if (!(await currentUser())) return new Response(null, { status: 401 });
  const query = request.nextUrl.searchParams;
  const of = PICKED.find((one) => one === query.get('of'));
  if (!of) return new Response(null, { status: 404 });
  const printable = (name: string) => (query.get(name) ?? '').replace(/\p{Cc}|\p{Cs}/gu, '').slice(0, LONGEST);
  const found = await findChoices(of, printable('provider'), printable('q'), await readWords());
  return Response.json(found, { headers: { 'cache-control': 'private, no-store' } });
}
