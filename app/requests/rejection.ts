import { HttpError } from '#lib/api/http-error.ts';
import type { SubmitResult } from '../submit-request.ts';

/** The answer to a request that was not stored: 409 if the booking changed since, with what changed, else 422. */
export function rejectionOf(result: Extract<SubmitResult, { rejected: string }>): HttpError {
  switch (result.rejected) {
    case 'provider': {
      const names = result.acceptedBy.join(', ') || 'none, because no API is configured';
      return pointing(422, [
        { pointer: '#/provider', detail: `must be a provider that accepts this kind of request: ${names}` },
      ]);
    }
    case 'key':
      return new HttpError(422, `Idempotency-Key: was used before for request ${result.id}, whose content differs`);
    case 'mistakes':
      return pointing(
        422,
        result.mistakes.map(({ field, message }) => ({
          pointer: field === null ? '#/input' : `#/input/${field}`,
          detail: message,
        })),
      );
    case 'stale': {
      const changed = result.changed.map(({ field, was, now }) => ({
        pointer: `#/input/was/${field}`,
        detail: `was ${JSON.stringify(was)} and is ${JSON.stringify(now)} now`,
      }));
      return new HttpError(409, 'The booking changed since the values in `was` were read', {
        errors: changed,
        changed: result.changed,
      });
    }
  }
}

function pointing(status: number, errors: readonly { pointer: string; detail: string }[]): HttpError {
  return new HttpError(status, errors.map(({ pointer, detail }) => `${pointer}: ${detail}`).join('; '), { errors });
}
