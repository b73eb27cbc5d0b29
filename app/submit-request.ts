import { database } from '#db/client.ts';
import { requestWithKey } from '#db/queries/requests.ts';
import type { Words } from '#lib/model/language.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import type { ProviderRequest } from '#lib/model/request.ts';
import { runtime } from '#lib/runtime.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { type ChangedValue, checkAmendment } from './requests/check-amendment.ts';
import { checkBooking } from './requests/check-booking.ts';

/** The user who submits a request; a repeated idempotency key returns the existing request. */
type Requester = { name: string; key?: string | undefined };

/**
 * The stored request, or why none was stored: the provider does not accept its kind, the key was used for another request, fields
 * contradict stored data, or the booking changed since the amendment was prepared.
 */
export type SubmitResult =
  | { id: string }
  | { rejected: 'provider'; acceptedBy: readonly string[] }
  | { rejected: 'key'; id: string }
  | { rejected: 'mistakes'; mistakes: Mistake[] }
  | { rejected: 'stale'; changed: ChangedValue[] };

/** Submits a request to a provider, for the form and the REST API. */
export async function submitRequest(
  provider: string,
  request: ProviderRequest,
  by: Requester,
  words: Words = ENGLISH,
): Promise<SubmitResult> {
  const { reconciler } = await runtime();
  const acceptedBy = reconciler.acceptedBy(request.kind);
  if (!acceptedBy.includes(provider)) return { rejected: 'provider', acceptedBy };
  const earlier = by.key === undefined ? null : await requestWithKey(database(), { name: by.name, key: by.key });
  const { request: checked, mistakes = [], changed = [] } = await checkRequest(provider, request, words);
  if (earlier) {
    const isRepeated = earlier.provider === provider && earlier.kind === request.kind;
    return isRepeated && textOf(earlier.input) === textOf(checked.input)
      ? { id: earlier.id }
      : { rejected: 'key', id: earlier.id };
  }
  if (changed.length > 0) return { rejected: 'stale', changed };
  if (mistakes.length > 0) return { rejected: 'mistakes', mistakes };
  const { id, isConflict } = await reconciler.enqueue(provider, checked, by);
  return isConflict ? { rejected: 'key', id } : { id };
}

type Checked = { request: ProviderRequest; mistakes?: Mistake[]; changed?: ChangedValue[] };

/** What is wrong with a request that only stored data can tell. */
export async function checkRequest(
  provider: string,
  request: ProviderRequest,
  words: Words = ENGLISH,
): Promise<Checked> {
  if (request.kind === 'booking') {
    const { input, mistakes } = await checkBooking(provider, request.input, words);
    return { request: { kind: 'booking', input }, mistakes };
  }
  if (request.kind === 'amendment') {
    const { input, ...rest } = await checkAmendment(provider, request.input);
    return { request: { kind: 'amendment', input }, ...rest };
  }
  return { request };
}

/** A request by its content; the values before an amendment are not part of it, since they change by it. */
function textOf(input: ProviderRequest['input']): string {
  return JSON.stringify({ ...input, was: undefined });
}
