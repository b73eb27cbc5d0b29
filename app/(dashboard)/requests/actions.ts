'use server';
import { redirect } from 'next/navigation';
import { askProvider } from '#app/ask-provider.ts';
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
  const refuse = (errors: Record<string, string>): Sent => ({ values, errors });
  if (!user || !includesRole(user.role, 'operator')) return refuse({ '': 'Only operators may submit requests.' });
  const kind = values.kind as RequestKind;
  if (!Object.hasOwn(REQUESTS, kind)) return refuse({ '': 'This request type does not exist.' });
  const parsed = REQUESTS[kind].safeParse(readForm(kind, form));
  if (!parsed.success) {
    return refuse(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join('.'), message])));
  }
  const by = { name: user.email, key: values.key };
  const asked = await askProvider(values.provider ?? '', { kind, input: parsed.data } as ProviderRequest, by);
  if (!('refused' in asked)) return redirect(`/requests/${asked.id}`);
  if (asked.refused === 'provider') return refuse({ '': 'Its API is not configured.' });
  return refuse({ '': 'This form was submitted before. Open a new one for another request.' });
}
