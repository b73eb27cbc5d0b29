'use server';
import { redirect } from 'next/navigation';
import { submitRequest } from '#app/submit-request.ts';
import { readForm } from '#components/requests/fields.ts';
import type { Sent } from '#components/requests/request-form.tsx';
import { currentUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { type ProviderRequest, REQUESTS, type RequestKind } from '#lib/model/request.ts';

/** Submits a request to a provider and redirects to its page. For operators and admins. */
export async function submit(_before: Sent, form: FormData): Promise<Sent> {
  const user = await currentUser();
  const values = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const reject = (errors: Record<string, string>): Sent => ({ values, errors });
  if (!user || !includesRole(user.role, 'operator')) return reject({ '': 'Only operators may submit requests.' });
  const kind = values.kind as RequestKind;
  if (!Object.hasOwn(REQUESTS, kind)) return reject({ '': 'This request type does not exist.' });
  const parsed = REQUESTS[kind].safeParse(readForm(kind, form));
  if (!parsed.success) {
    return reject(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join('.'), message])));
  }
  const by = { name: user.email, key: values.key };
  const submitted = await submitRequest(values.provider ?? '', { kind, input: parsed.data } as ProviderRequest, by);
  if (!('rejected' in submitted)) return redirect(`/requests/${submitted.id}`);
  if (submitted.rejected === 'provider') return reject({ '': 'Its API is not configured.' });
  return reject({ '': 'This form was submitted before. Open a new one for another request.' });
}
