import { REQUEST_LABELS } from '#lib/model/labels.ts';
import type { RequestKind, RequestState } from '#lib/model/request.ts';
import type { Tone } from '../ui/chip.tsx';

export const KINDS: Record<RequestKind, string> = {
  booking: 'Booking',
  amendment: 'Amendment',
  product: 'Product',
};

export const STATES: Record<RequestState, { label: string; tone: Tone; says: string }> = {
  queued: {
    label: REQUEST_LABELS.queued,
    tone: 'none',
    says: 'Queued; sent within a second while a worker runs.',
  },
  sent: {
    label: REQUEST_LABELS.sent,
    tone: 'risk',
    says: 'Awaiting confirmation. Before a retry Fairlead checks whether it was accepted.',
  },
  accepted: { label: REQUEST_LABELS.accepted, tone: 'ok', says: 'Accepted by the provider.' },
  refused: {
    label: REQUEST_LABELS.refused,
    tone: 'late',
    says: 'Rejected for the reason given. It is not sent again.',
  },
};

/** What a request is about, in a few words. */
export function requestName(kind: RequestKind, input: Readonly<Record<string, unknown>>): string {
  const named = kind === 'amendment' ? `of ${String(input.booking)}` : String(input.name ?? input.sku ?? '');
  return kind === 'product' ? `${String(input.sku)} ${named}` : named;
}
