import { readWords } from '#app/words.ts';
import { QrCode } from '#components/shared/qr-code.tsx';
import { sheetOf } from '#components/shared/shipment-data.ts';
import { ShipmentSheet } from '#components/shared/shipment-sheet.tsx';
import type { ShipmentDetail, TimelineEntry } from '#db/queries/shipments.ts';
import { env } from '#lib/env.ts';
import { SHARED_PARTS, type SharedPart } from '#lib/model/share-link.ts';
import { personalOf } from '../../personal.ts';

/** Its references are in the heading of the page only, so that it stays on one sheet. */
const PARTS = (Object.keys(SHARED_PARTS) as SharedPart[]).filter((part) => part !== 'references');

/** The shipment as it is printed, whichever tab is open. */
export async function PrintedShipment({ shipment, timeline }: { shipment: ShipmentDetail; timeline: TimelineEntry[] }) {
  const words = await readWords();
  const { APP_URL, PORT } = env();
  const url = `${APP_URL ?? `http://localhost:${PORT}`}/shipments/${shipment.id}`;
  return (
    <div className="hidden print:block">
      <ShipmentSheet
        words={words}
        sheet={sheetOf(shipment, timeline, PARTS, await personalOf(), words)}
        aside={<QrCode url={url} label={words.t('This shipment: {address}', { address: url })} />}
      />
    </div>
  );
}
