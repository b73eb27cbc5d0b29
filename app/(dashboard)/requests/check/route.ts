import type { NextRequest } from 'next/server';
import { readRequest } from '#app/requests/read-request.ts';
import { readWords } from '#app/words.ts';
import { currentReader } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { REQUESTS, type RequestKind } from '#lib/model/request.ts';

/** Checks a form while it is filled in. Changes nothing; the answer is the messages beside its fields. */
export async function POST(request: NextRequest) {
  const user = await currentReader();
  if (!user) return new Response(null, { status: 401 });
  if (!includesRole(user.role, 'operator')) return new Response(null, { status: 403 });
  const form = await request.formData().catch(() => null);
  const kind = form?.get('kind') as RequestKind;
  if (!form || !Object.hasOwn(REQUESTS, kind)) return new Response(null, { status: 400 });
  const read = await readRequest(kind, form, await readWords());
  const errors = 'errors' in read ? read.errors : {};
  return Response.json({ errors, warnings: read.warnings }, { headers: { 'cache-control': 'private, no-store' } });
}
