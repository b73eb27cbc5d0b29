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
    says: 'It is sent within a second, as soon as somebody works the queue off.',
  },
  sent: {
    label: REQUEST_LABELS.sent,
    tone: 'risk',
    says: 'Awaiting confirmation. It is looked for before it is sent again, so it is never done twice.',
  },
  accepted: { label: REQUEST_LABELS.accepted, tone: 'ok', says: 'Accepted by the provider.' },
  refused: {
    label: REQUEST_LABELS.refused,
    tone: 'late',
    says: 'It was not done, for the reason given. Nothing is sent again.',
  },
};

/** What a request is about, in a few words. */
export function requestName(kind: RequestKind, input: Readonly<Record<string, unknown>>): string {
  const named = kind === 'amendment' ? `of ${String(input.booking)}` : String(input.name ?? input.sku ?? '');
  return kind === 'product' ? `${String(input.sku)} ${named}` : named;
}
