'use server';
import { redirect } from 'next/navigation';
import { comparedOf, staleText } from '#app/requests/amendment-form.ts';
import { foundFor } from '#app/requests/find-choices.ts';
import { readRequest } from '#app/requests/read-request.ts';
import { type SubmitResult, submitRequest } from '#app/submit-request.ts';
import { readWords } from '#app/words.ts';
import { byField } from '#components/requests/fields.ts';
import { CONFIRMED, type Sent } from '#components/requests/found.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { includesRole } from '#lib/auth/roles.ts';
import type { Words } from '#lib/model/language.ts';
import { REQUESTS, type RequestKind } from '#lib/model/request.ts';

/**
 * Submits a request to a provider and redirects to its page. For operators and admins. What is unusual, and what an amendment changes,
 * is returned first, to be confirmed.
 */
export async function submit(_before: Sent, form: FormData): Promise<Sent> {
  const user = await currentUser();
  const values = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : [])),
  );
  const reject = async (more: Partial<NonNullable<Sent>>): Promise<Sent> => ({
    values,
    errors: {},
    ...more,
    found: await foundFor(values),
  });
  if (!user || !includesRole(user.role, 'operator'))
    return reject({ errors: { '': 'Only operators may submit requests.' } });
  const kind = values.kind as RequestKind;
  if (!Object.hasOwn(REQUESTS, kind)) return reject({ errors: { '': 'This request type does not exist.' } });
  const words = await readWords();
  const read = await readRequest(kind, form, words);
  if ('errors' in read) return reject(read);
  const { request, warnings } = read;
  const review = request.kind === 'amendment' ? comparedOf(request.input, words) : undefined;
  const toConfirm = JSON.stringify(review ?? warnings);
  if (toConfirm !== '{}' && values[CONFIRMED] !== toConfirm)
    return reject({ warnings, toConfirm, ...(review && { review }) });
  const by = { name: user.email, key: values.key };
  const submitted = await submitRequest(values.provider ?? '', request, by, words);
  if ('rejected' in submitted) return reject({ errors: errorsOf(kind, submitted, words) });
  return redirect(`/requests/${submitted.id}`);
}

function errorsOf(
  kind: RequestKind,
  result: Extract<SubmitResult, { rejected: string }>,
  words: Words,
): Record<string, string> {
  switch (result.rejected) {
    case 'provider':
      return { '': 'Its API is not configured.' };
    case 'key':
      return { '': 'This form was submitted before. Open a new one for another request.' };
    case 'stale':
      return { '': staleText(result.changed, words) };
    case 'mistakes':
      return byField(
        kind,
        result.mistakes.map(({ field, message }) => ({ path: field === null ? [] : [field], message })),
      );
  }
}
