'use server';
import { redirect } from 'next/navigation';
import { readForm } from '#components/requests/fields.ts';
import type { Sent } from '#components/requests/request-form.tsx';
import { database } from '#db/client.ts';
import { audit } from '#lib/auth/audit.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { type ProviderRequest, REQUESTS, type RequestKind } from '#lib/model/request.ts';
import { runtime } from '#lib/runtime.ts';

/** Notes what a provider is to be asked and leads to the page that shows what comes of it. For operators and admins. */
export async function submit(_before: Sent, form: FormData): Promise<Sent> {
  const user = await currentUser();
  const values = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const refuse = (errors: Record<string, string>): Sent => ({ values, errors });
  if (!user || !includesRole(user.role, 'operator')) return refuse({ '': 'Only operators may ask for this.' });
  const kind = values.kind as RequestKind;
  if (!Object.hasOwn(REQUESTS, kind)) return refuse({ '': 'This request type does not exist.' });
  const { reconciler } = await runtime();
  const provider = values.provider ?? '';
  if (!reconciler.takes(kind).includes(provider)) return refuse({ '': 'Its API is not reached.' });
  const parsed = REQUESTS[kind].safeParse(readForm(kind, form));
  if (!parsed.success) {
    return refuse(Object.fromEntries(parsed.error.issues.map(({ path, message }) => [path.join('.'), message])));
  }
  const asker = { name: user.email, key: values.key };
  const { id, isNew, isOther } = await reconciler.ask(provider, { kind, input: parsed.data } as ProviderRequest, asker);
  if (isOther) return refuse({ '': 'This form was sent before. Open a new one to ask for something else.' });
  if (isNew) await audit(database(), user.email, 'requested', `${kind} ${id}`);
  redirect(`/requests/${id}`);
}
