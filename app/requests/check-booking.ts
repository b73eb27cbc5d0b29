import { database } from '#db/client.ts';
import { describedReferences } from '#db/queries/booking-references.ts';
import { type OrderChoice, orderNamed } from '#db/queries/order-choices.ts';
import type { Warning } from '#lib/model/booking-warnings.ts';
import type { Words } from '#lib/model/language.ts';
import type { Mistake } from '#lib/model/mistake.ts';
import type { ProviderRequest } from '#lib/model/request.ts';
import { portOf } from '#lib/places/index.ts';

type Booking = Extract<ProviderRequest, { kind: 'booking' }>['input'];

/** A booking with its order by number, and what is wrong about it that only stored data can tell. */
export type CheckedBooking = { input: Booking; mistakes: Mistake[] };

const plain = (name: string) => name.trim().toLowerCase();

/** Checks a booking against stored orders, companies and addresses. What is not stored cannot contradict it. */
export async function checkBooking(provider: string, input: Booking, words: Words): Promise<CheckedBooking> {
  const db = database();
  const { shipper, consignee, origin, mode, exportDescription } = input;
  const described = await describedReferences(db, provider, [
    { kind: 'company', reference: shipper },
    { kind: 'company', reference: consignee },
    { kind: 'address', reference: origin },
  ]);
  const mistakes: Mistake[] = [];
  const from = described.find(({ kind }) => kind === 'address');
  if (from?.country === 'CN' && mode !== 'truck' && exportDescription === undefined)
    mistakes.push({ field: 'exportDescription', message: 'is required for exports from mainland China' });
  if (input.order === undefined) return { input, mistakes };
  const order = await orderNamed(db, provider, input.order);
  if (!order) return { input, mistakes: [...mistakes, { field: 'order', message: 'is not a known purchase order' }] };
  const names = described.filter(({ kind }) => kind === 'company').map(({ name }) => name);
  const problem = problemOfOrder(order, names, new Set([shipper, consignee]).size, words);
  return {
    input: { ...input, order: order.number },
    mistakes: problem === null ? mistakes : [...mistakes, { field: 'order', message: problem }],
  };
}

/** The parties of an order may differ from those of its booking, as when a trader buys; but one of them must be the same. */
function problemOfOrder(
  { buyer, seller, status }: OrderChoice,
  companies: string[],
  booked: number,
  { t }: Words,
): string | null {
  if (status === 'cancelled') return 'is cancelled';
  const parties = [buyer, seller].filter((name) => name !== null);
  if (parties.length === 0 || companies.length < booked) return null;
  const isKnown = parties.some((name) => companies.some((company) => plain(company) === plain(name)));
  if (isKnown) return null;
  const [one = '', other] = parties;
  return other === undefined
    ? t('is of {party}, neither the shipper nor the consignee', { party: one })
    : t('is of {one} and {other}, neither the shipper nor the consignee', { one, other });
}

/** Warnings about ports that are not in the list of ports, for sea freight. */
export function portWarnings({ mode, originPort, destinationPort }: Booking, { t }: Words): Warning[] {
  if (mode !== 'ocean') return [];
  return Object.entries({ originPort, destinationPort }).flatMap(([field, code]) =>
    code && !portOf(code) ? [{ field, message: t('{code} is not a known sea port.', { code }) }] : [],
  );
}
