import type { Compared } from '#components/requests/found.ts';
import { amendedText, FIELD_LABELS } from '#components/requests/values.ts';
import type { AmendedValues, AmendmentInput } from '#lib/model/amendment-request.ts';
import { AMENDABLE, type Amendable } from '#lib/model/booking-terms.ts';
import type { Words } from '#lib/model/language.ts';
import { portOf } from '#lib/places/index.ts';
import { type ChangedValue, isSame } from './check-amendment.ts';

type Input = Record<string, unknown>;
type Rejected = { errors: Record<string, string> };

/**
 * The part of an amendment form that differs from the values that it was opened with, with these values. A value that was emptied is an
 * error: a forwarder can be asked for another one, not for none.
 */
export function onlyChanges(input: Input, was: AmendedValues | null): { changes: Input } | Rejected {
  if (was === null) return { errors: { '': 'The form was damaged. Open it again.' } };
  const emptied = AMENDABLE.filter((field) => field !== 'name' && input[field] === undefined && hasValue(was[field]));
  if (emptied.length > 0) {
    return { errors: Object.fromEntries(emptied.map((field) => [field, 'cannot be removed, only changed'])) };
  }
  const fields = AMENDABLE.filter((field) => input[field] !== undefined && !isUnchanged(input[field], was[field]));
  if (fields.length === 0) return { errors: { '': 'Nothing was changed. Change a value, or leave the page.' } };
  const changes = Object.fromEntries(fields.map((field) => [field, input[field]]));
  return { changes: { booking: input.booking, ...changes, ...(Object.keys(was).length > 0 && { was }) } };
}

const hasValue = (value: unknown) =>
  typeof value === 'object' && value !== null
    ? Object.values(value).some((count) => Number(count) > 0)
    : value !== null && value !== undefined;

/** Counts of a form are text. */
function isUnchanged(given: unknown, was: unknown): boolean {
  if (typeof given !== 'object' || given === null) return was !== undefined && isSame(given, was);
  return isSame(Object.fromEntries(Object.entries(given).map(([size, count]) => [size, Number(count)])), was);
}

/** What an amendment changes, as text: field, was, will be. */
export function comparedOf(input: AmendmentInput, words: Words): Compared[] {
  return AMENDABLE.flatMap((field) => {
    const willBe = input[field];
    if (willBe === undefined) return [];
    const was = input.was?.[field];
    return [
      {
        label: FIELD_LABELS[field],
        was: was === undefined ? null : textOf(field, was, words),
        willBe: textOf(field, willBe, words),
      },
    ];
  });
}

/** `Long Beach (USLGB)` for a known port. */
function textOf(field: Amendable, value: unknown, words: Words): string {
  const text = amendedText(field, value, words);
  const port = field === 'originPort' || field === 'destinationPort' ? portOf(text) : null;
  return port ? `${port.name} (${text})` : text;
}

/** What changed meanwhile, as one sentence each. */
export function staleText(changed: readonly ChangedValue[], words: Words): string {
  const { t } = words;
  const changes = changed.map(({ field, was, now }) =>
    t('{field} was {was} and is {now} now', {
      field: t(FIELD_LABELS[field]),
      was: textOf(field, was, words),
      now: textOf(field, now, words),
    }),
  );
  return t('The booking changed meanwhile: {changes}. Open the form again.', { changes: changes.join('; ') });
}
