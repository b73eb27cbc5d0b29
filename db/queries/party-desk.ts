import { addDecimals } from '#lib/model/money.ts';
import type { InvoiceSide } from '#lib/model/record.ts';
import type { PartyRole } from '#lib/model/shipment.ts';
import type { Database } from '../client.ts';
import { readList } from './declared-list.ts';
import { DOCUMENTS, type DocumentListItem } from './documents.ts';
import { EXCEPTIONS, type ExceptionItem } from './exceptions.ts';
import { ageingTotals } from './invoice.ts';
import type { PartyRow } from './parties.ts';
import { type PartyShipment, withRoles } from './party-shipments.ts';
import { SHIPMENTS } from './shipments.ts';

/** The overdue balance of one side and currency, as exact decimal text; null without a known currency, since it may be several. */
export type OverdueTotal = { side: InvoiceSide; currency: string | null; count: number; amount: string | null };

/** What is next for a party: arrivals by their ETA, open exceptions by urgency, the latest documents, and overdue invoices. */
export type PartyDesk = {
  arrivals: PartyShipment[];
  exceptions: ExceptionItem[];
  documents: DocumentListItem[];
  overdue: OverdueTotal[];
};

/** The rows of each part of the page; the lists have the others. */
const ARRIVALS = 10;
const EXCEPTIONS_SHOWN = 5;
const DOCUMENTS_SHOWN = 5;

/** Reads the desk of a party; arrivals only of shipments in which it has `role`, if one is given. */
export async function partyDesk(db: Database, party: PartyRow, role: PartyRole | undefined): Promise<PartyDesk> {
  const of = { party: party.id };
  const [arrivals, exceptions, documents, overdue] = await Promise.all([
    readList(db, SHIPMENTS, { ...of, role, awaited: true, sort: 'eta', limit: ARRIVALS }),
    readList(db, EXCEPTIONS, { ...of, limit: EXCEPTIONS_SHOWN }),
    readList(db, DOCUMENTS, { ...of, limit: DOCUMENTS_SHOWN }),
    overdueOf(db, party.id),
  ]);
  const ids = arrivals.data.map(({ id }) => id);
  return { arrivals: await withRoles(db, party, ids), exceptions: exceptions.data, documents: documents.data, overdue };
}

/** The buckets of overdue invoices added up, each side and currency by itself. */
async function overdueOf(db: Database, party: string): Promise<OverdueTotal[]> {
  const late = (await ageingTotals(db, { party })).filter(({ ageing }) => ageing !== 'not_due');
  const groups = Map.groupBy(late, ({ side, currency }) => `${side} ${currency}`);
  return [...groups.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    const { side, currency } = first;
    const amounts = [first, ...rest].flatMap(({ amount }) => amount ?? []);
    const count = [first, ...rest].reduce((sum, one) => sum + one.count, 0);
    return [{ side, currency, count, amount: currency === null ? null : addDecimals(...amounts) }];
  });
}
