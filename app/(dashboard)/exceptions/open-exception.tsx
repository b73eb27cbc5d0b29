import type { People } from '#components/exceptions/act-words.ts';
import { type Detail, ExceptionDetail } from '#components/exceptions/detail.tsx';
import { database } from '#db/client.ts';
import { readEvidence } from '#db/queries/evidence.ts';
import { getTimeline } from '#db/queries/shipments.ts';
import { providerTitles } from '../provider-titles.ts';

type Props = { item: Detail; people: People; back: string };

/** The open exception with its evidence and the timeline of its shipment. */
export async function OpenException({ item, people, back }: Props) {
  const [evidence, timeline] = await Promise.all([
    readEvidence(database(), [item.eventId]),
    item.shipmentId === null ? [] : getTimeline(database(), item.shipmentId),
  ]);
  return (
    <ExceptionDetail
      item={item}
      evidence={evidence[item.eventId] ?? null}
      timeline={timeline}
      people={people}
      titles={providerTitles}
      back={back}
    />
  );
}
