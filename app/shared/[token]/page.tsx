import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LIST_SHEETS } from '#app/list-sheets.ts';
import { SharedFrame } from '#components/shared/frame.tsx';
import { sheetOf } from '#components/shared/shipment-data.ts';
import { ShipmentSheet } from '#components/shared/shipment-sheet.tsx';
import { SharedTable } from '#components/shared/table.tsx';
import { database } from '#db/client.ts';
import { openShareLink, type ShareLink } from '#db/queries/share-links.ts';
import { getShipment, getTimeline } from '#db/queries/shipments.ts';
import type { SharedPart } from '#lib/model/share-link.ts';

export const metadata: Metadata = { title: { absolute: 'Shared shipments' } };

/** The most rows of a list that a link shows. */
const MAX_ROWS = 200;

/** Where a share link leads. It needs no session, reads none, and shows what was chosen and nothing else. */
export default async function SharedPage({ params }: { params: Promise<{ token: string }> }) {
  const link = await openShareLink(database(), (await params).token);
  const content = link && (await contentOf(link));
  if (!link || !content) notFound();
  return <SharedFrame link={link}>{content}</SharedFrame>;
}

/** Null if what the link leads to is gone. */
async function contentOf({ shipmentId, list, search, fields }: ShareLink) {
  if (shipmentId !== null) {
    const [shipment, timeline] = await Promise.all([
      getShipment(database(), shipmentId),
      getTimeline(database(), shipmentId),
    ]);
    return shipment && <ShipmentSheet sheet={sheetOf(shipment, timeline, fields as SharedPart[])} />;
  }
  const sheet = LIST_SHEETS.get(list ?? '');
  if (!sheet) return null;
  const table = await sheet.read(Object.fromEntries(new URLSearchParams(search)), fields, MAX_ROWS);
  return <SharedTable title={sheet.title} table={table} />;
}
