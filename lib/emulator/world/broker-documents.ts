import { second } from '#lib/emulator/mvmnt/objects.ts';
import { HOUR } from '#lib/emulator/world/local-time.ts';
import type { BrokerScript } from './broker-script.ts';

const CONTENT = { extension: 'pdf', contentType: 'application/pdf' } as const;

/** A file that appears in the broker's system, linked to the shipment by its tags; some accounts name it as well. */
export function uploadDocument(script: BrokerScript, type: string, at: number, id = script.random.uuid()): void {
  const { random, load } = script;
  const fileName = `${type.toLowerCase()}-SHP-${load.number}.pdf`;
  const link = load.rich ? { shipmentId: load.id, shipmentKey: load.key ?? `SHP-${load.number}` } : {};
  const file = { fileName, ...CONTENT, fileSize: random.int(30_000, 900_000), status: 'UPLOADED' };
  const rest = { tags: { shipmentId: load.id }, createdAt: second(at), updatedAt: null };
  script.addRecord('DOCUMENT_UPLOADED', at, 'documents', () => ({ id, key: null, type, ...link, ...file, ...rest }));
}

/** The carrier's own documents, which belong to no shipment. */
export function uploadCarrierDocument(script: BrokerScript, at: number): void {
  const { random, load } = script;
  const id = random.uuid();
  const type = random.pick(['CERTIFICATE_OF_INSURANCE', 'W9']);
  const file = { ...CONTENT, fileSize: random.int(30_000, 400_000), status: 'UPLOADED' };
  const content = () => {
    const fileName = `${type.toLowerCase()}-${load.carrier?.scac ?? 'carrier'}.pdf`;
    return { id, key: null, type, fileName, ...file, tags: {}, createdAt: second(at), updatedAt: null };
  };
  script.addRecord('DOCUMENT_UPLOADED', at, 'documents', content, { unlinked: true });
}

/** What drivers hand in at the dock: nearly always a bill of lading, sometimes receipts. */
export function uploadPickupDocuments(script: BrokerScript, leaves: number): void {
  const { random, load } = script;
  if (random.chance(0.85)) uploadDocument(script, 'BILL_OF_LADING', leaves + random.between(0.1, 3) * HOUR);
  if (load.mode === 'DRAYAGE' && random.chance(0.7)) uploadDocument(script, 'DELIVERY_ORDER', leaves - 6 * HOUR);
}

/** Proof of delivery arrives within seconds or days, sometimes never. Returns when it is due. */
export function uploadDeliveryDocuments(script: BrokerScript, deliveredAt: number): number {
  const { random, load } = script;
  const podAt = deliveredAt + (random.chance(0.5) ? random.between(5, 60) * 1000 : random.between(0.5, 40) * HOUR);
  if (random.chance(0.93)) uploadDocument(script, 'PROOF_OF_DELIVERY', podAt);
  for (const { code } of load.costCharges) {
    if (code === 'LUMPER') uploadDocument(script, 'LUMPER_RECEIPT', podAt + HOUR);
    if (code === 'DETENTION') uploadDocument(script, 'DETENTION', podAt + 2 * HOUR);
  }
  return podAt;
}
