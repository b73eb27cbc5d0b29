import { createHash } from 'node:crypto';
import type { Database } from '#db/client.ts';
import { readList } from '#db/queries/declared-list.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import type { Call } from './calls.ts';

const SEARCH_MS = 50;
const LIMIT = 50;

const vesselOf = (n: number) => createHash('md5').update(String(n)).digest('hex').slice(0, 8);

/** Texts that none, one, some, many and all shipments have, by what is hard about them. */
function textsOf(shipments: number): Record<string, readonly string[]> {
  const middle = Math.floor(shipments / 2);
  const number = String(middle);
  return {
    whole: [
      `PO-${middle}`,
      `HB${middle}`,
      `FLEX-${middle}`,
      `BILL${middle}`,
      `INV-${middle / 2}`,
      number,
      `mv ${vesselOf(17)}`,
    ],
    none: ['no such thing', 'QZQZQZ', 'XKCD 9', '000000000', 'A1B2C3'],
    'inside, few': [
      number.slice(1),
      number.slice(0, -1),
      `${middle}.pdf`,
      'KU-777',
      'PO 9876',
      vesselOf(17).slice(2, 6),
    ],
    'inside, some': [number.slice(0, -2), 'KU-77', 'LEX 12', '9876', '2024', '0101', '1187', 'stomer 77', 'ipper 89'],
    digits: ['123', '202', '999', '2025', '2026', '000', '11', '2', '20'],
    words: [
      'inc',
      'logistics',
      'shanghai',
      'trading co',
      'gmbh',
      'ever alot',
      'alot',
      'customer',
      'customer 7',
      'shipper',
      'order',
      'pdf',
    ],
    'parts of words': ['ogisti', 'LEX', 'nghai logi', 'ltd', 'ick', 'bill', 'sku', 'uct', 'tomer 7', '42e', 'mv 1'],
    short: ['S', 'PO', '7', 'QZ', 'b', 'HB'],
    other: ['%', '_', '%%%', '---', '🚢', '🚢🚢🚢', 'PO-🚢', 'Möbel', '上海', '上海港', 'ÄÖÜ', 'Москва', '中'],
    long: ['A'.repeat(200), '7'.repeat(200), vesselOf(1).repeat(25), 'ever alot '.repeat(20), '上'.repeat(200)],
  };
}

/** What searches read: the first page of each text, and the second of those that many shipments have. */
export function searchCalls(db: Database, shipments: number): Call[] {
  const find = (q: string, cursor?: string) => readList(db, SHIPMENTS, { q, limit: LIMIT, cursor });
  const shown = (q: string) => (q.length > 40 ? `${q.slice(0, 12)}… (${q.length})` : q);
  const texts = Object.entries(textsOf(shipments));
  return texts.flatMap(([kind, some]) =>
    some.map((q) => ({ name: `search, ${kind}: \`${shown(q)}\``, within: SEARCH_MS, run: () => find(q) })),
  );
}
