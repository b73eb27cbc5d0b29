import type { ShownPayload } from '#components/deliveries/event-payload.tsx';
import type { DeliveryDetail } from '#db/queries/delivery.ts';
import { eventPayloads } from '#lib/pipeline/event-payloads.ts';

/** Characters of a payload: of the event that was asked for or is alone, and of the others on the page. */
const MAX_CHARACTERS = { whole: 100_000, others: 400 };

/** The payloads of the events on the page, by the ids of the events. */
export function shownPayloads(delivery: DeliveryDetail, selected: string | null): Record<string, ShownPayload> {
  const { provider, body, bodySource, bodyOf, events } = delivery;
  if (!body || !bodySource) return {};
  const texts = eventPayloads({ provider, source: bodySource, body });
  const shown = events.data.flatMap(({ id, position, deliveryId }): [string, ShownPayload][] => {
    const text = deliveryId === bodyOf ? texts[position] : undefined;
    if (text === undefined) return [];
    const isWhole = id === selected || events.data.length === 1;
    const max = isWhole ? MAX_CHARACTERS.whole : MAX_CHARACTERS.others;
    return [[id, { text: text.slice(0, max), cut: text.length > max }]];
  });
  return Object.fromEntries(shown);
}
