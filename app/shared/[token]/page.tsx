import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { LIST_SHEETS } from '#app/list-sheets.ts';
import { readWords } from '#app/words.ts';
import { SharedFrame } from '#components/shared/frame.tsx';
import { sheetOf } from '#components/shared/shipment-data.ts';
import { ShipmentSheet } from '#components/shared/shipment-sheet.tsx';
import { SharedTable } from '#components/shared/table.tsx';
import { database } from '#db/client.ts';
import { openShareLink, type ShareLink } from '#db/queries/share-links.ts';
import { getShipment, getTimeline } from '#db/queries/shipments.ts';
import type { Words } from '#lib/model/language.ts';
import type { SharedPart } from '#lib/model/share-link.ts';

/** The most rows of a list that a link shows. */
const MAX_ROWS = 200;

type Props = { params: Promise<{ token: string }> };

/** The title is the same for all links, and tells nothing about them. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: { absolute: (await readWords()).t('Shared shipments') } };
}

/**
 * Where a share link leads. It needs no session, reads none, and shows what was chosen and nothing else, in the language that the
 * reader chose, else in that of the browser.
 */
export default async function SharedPage({ params }: Props) {
  const link = await openShareLink(database(), (await params).token);
  const words = await readWords();
  const content = link && (await contentOf(link, words));
  if (!link || !content) notFound();
  return (
    <SharedFrame link={link} words={words}>
      {content}
    </SharedFrame>
  );
}

/** Null if what the link leads to is gone. */
async function contentOf({ shipmentId, list, search, fields }: ShareLink, words: Words) {
  if (shipmentId !== null) {
    const [shipment, timeline] = await Promise.all([
      getShipment(database(), shipmentId),
      getTimeline(database(), shipmentId),
    ]);
    if (!shipment) return null;
    const sheet = sheetOf(shipment, timeline, fields as SharedPart[], undefined, words);
    return <ShipmentSheet sheet={sheet} words={words} />;
  }
  const sheet = LIST_SHEETS.get(list ?? '');
  if (!sheet) return null;
  const state = Object.fromEntries(new URLSearchParams(search));
  const table = await sheet.read(state, fields, MAX_ROWS, words);
  return <SharedTable title={words.t(sheet.title)} table={table} words={words} />;
}
