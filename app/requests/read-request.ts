import { byField, readForm } from '#components/requests/fields.ts';
import { previousIn } from '#components/requests/previous.ts';
import { type Warning, warningsOf } from '#lib/model/booking-warnings.ts';
import type { Words } from '#lib/model/language.ts';
import { type ProviderRequest, REQUESTS, type RequestKind } from '#lib/model/request.ts';
import { checkRequest } from '../submit-request.ts';
import { onlyChanges, staleText } from './amendment-form.ts';
import { portWarnings } from './check-booking.ts';

/** A request as a form states it, or what is wrong with it, by field. */
export type ReadRequest =
  | { request: ProviderRequest; warnings: Record<string, string> }
  | { errors: Record<string, string>; warnings: Record<string, string> };

/** Reads a form, and checks it against the schema, the rules and stored data. */
export async function readRequest(kind: RequestKind, form: FormData, words: Words): Promise<ReadRequest> {
  const stated = readForm(kind, form);
  const amended = kind === 'amendment' ? onlyChanges(stated, previousIn(form)) : { changes: stated };
  if ('errors' in amended) return { ...amended, warnings: {} };
  const parsed = REQUESTS[kind].safeParse(amended.changes);
  if (!parsed.success) return { errors: byField(kind, parsed.error.issues), warnings: {} };
  const request = { kind, input: parsed.data } as ProviderRequest;
  const warnings = Object.fromEntries(warningsAbout(request, words).map(({ field, message }) => [field, message]));
  const { mistakes = [], changed = [] } = await checkRequest(String(form.get('provider') ?? ''), request, words);
  if (changed.length > 0) return { errors: { '': staleText(changed, words) }, warnings };
  if (mistakes.length === 0) return { request, warnings };
  const errors = byField(
    kind,
    mistakes.map(({ field, message }) => ({ path: field === null ? [] : [field], message })),
  );
  return { errors, warnings };
}

/** What is unusual about a request. It can be submitted all the same. */
export function warningsAbout(request: ProviderRequest, words: Words): Warning[] {
  return request.kind === 'booking' ? [...warningsOf(request.input, words), ...portWarnings(request.input, words)] : [];
}
