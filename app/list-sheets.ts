import type { z } from 'zod';
import { BOOKING_SHEET } from '#components/sheets/bookings.ts';
import { CONTAINER_SHEET } from '#components/sheets/containers.ts';
import { DELIVERY_SHEET } from '#components/sheets/deliveries.ts';
import { DOCUMENT_SHEET } from '#components/sheets/documents.ts';
import { DRIFT_SHEET } from '#components/sheets/drift.ts';
import { EXCEPTION_SHEET } from '#components/sheets/exceptions.ts';
import { INVOICE_SHEET } from '#components/sheets/invoices.ts';
import { MISSING_DOCUMENT_SHEET } from '#components/sheets/missing-documents.ts';
import { PARTY_SHEET } from '#components/sheets/parties.ts';
import { PRODUCT_SHEET } from '#components/sheets/products.ts';
import { ORDER_SHEET } from '#components/sheets/purchase-orders.ts';
import { REPLAY_SHEET } from '#components/sheets/replays.ts';
import { REQUEST_SHEET } from '#components/sheets/requests.ts';
import { RUN_SHEET } from '#components/sheets/runs.ts';
import { SHIPMENT_SHEET } from '#components/sheets/shipments.ts';
import { readableText } from '#components/table/sheet.ts';
import { database } from '#db/client.ts';
import { BOOKINGS } from '#db/queries/bookings.ts';
import { CONTAINERS } from '#db/queries/containers.ts';
import { type DeclaredList, readList } from '#db/queries/declared-list.ts';
import { DELIVERIES } from '#db/queries/deliveries.ts';
import { withChangedShipments } from '#db/queries/delivery-list.ts';
import { DOCUMENTS } from '#db/queries/documents.ts';
import { DRIFT } from '#db/queries/drift.ts';
import { EXCEPTIONS } from '#db/queries/exceptions.ts';
import { INVOICES } from '#db/queries/invoices.ts';
import type { ColumnChoice } from '#db/queries/list-columns.ts';
import { MISSING_DOCUMENTS } from '#db/queries/missing-documents.ts';
import { PARTIES } from '#db/queries/parties.ts';
import { PRODUCTS } from '#db/queries/products.ts';
import { PURCHASE_ORDERS } from '#db/queries/purchase-orders.ts';
import { REPLAYS } from '#db/queries/replays.ts';
import { PROVIDER_REQUESTS } from '#db/queries/requests.ts';
import { RUNS } from '#db/queries/runs.ts';
import { asShipmentLines } from '#db/queries/shipment-list.ts';
import { SHIPMENTS } from '#db/queries/shipments.ts';
import type { Words } from '#lib/model/language.ts';
import { chosenColumns, type SheetColumn } from '#lib/model/sheet.ts';
import { SHEET_PAGE, type SheetSource } from '#lib/sheet/stream.ts';
import { ENGLISH } from '#lib/words/words-of.ts';
import { withSourceTitle as replayWithTitle } from './(dashboard)/deliveries/replays/with-source-title.ts';
import { withSourceTitle } from './(dashboard)/exceptions/source-title.ts';
import { providerTitles } from './(dashboard)/provider-titles.ts';
import { pagingOf, readAddress } from './(dashboard)/records.ts';

/** The most rows of a file. */
const MAX_ROWS = 2_000_000;
const CUT_NOTE = `Cut after ${MAX_ROWS.toLocaleString('en-US')} rows: the list has more. Filter it to download the rest.`;

type Search = Readonly<Record<string, string>>;

/** A list outside its page. `search` is the state of the page, as its address has it. */
export type ListSheet = {
  title: string;
  columns: readonly { id: string; label: string }[];
  /** All rows, for a file, in the columns that somebody sees. */
  open(search: Search, choice: ColumnChoice): Promise<SheetSource<never>>;
  /** The first rows, in some columns, and whether there are more. */
  read(search: Search, columns: readonly string[], limit: number, words: Words): Promise<SheetTable>;
};
/** Rows as texts for a reader, one for each column. */
export type SheetTable = { headings: string[]; rows: { id: string; texts: string[] }[]; hasMore: boolean };

/** The lists that can be downloaded and shared, by their paths. */
export const LIST_SHEETS: ReadonlyMap<string, ListSheet> = new Map([
  exported(SHIPMENTS, SHIPMENT_SHEET, (rows) => asShipmentLines(database(), rows)),
  exported(EXCEPTIONS, EXCEPTION_SHEET, (rows) => rows.map(withSourceTitle)),
  exported(CONTAINERS, CONTAINER_SHEET, (rows) => rows),
  exported(BOOKINGS, BOOKING_SHEET, (rows) => rows),
  exported(PURCHASE_ORDERS, ORDER_SHEET, (rows) => rows),
  exported(PRODUCTS, PRODUCT_SHEET, (rows) => rows),
  exported(INVOICES, INVOICE_SHEET, (rows) => rows),
  exported(DOCUMENTS, DOCUMENT_SHEET, (rows) => rows),
  exported(MISSING_DOCUMENTS, MISSING_DOCUMENT_SHEET, (rows) => rows),
  exported(PARTIES, PARTY_SHEET, (rows) => rows),
  exported(DELIVERIES, DELIVERY_SHEET, async (rows) => {
    const lines = await withChangedShipments(database(), rows);
    return lines.map((line) => ({ ...line, sourceTitle: titleOf(line) }));
  }),
  exported(REPLAYS, REPLAY_SHEET, (rows) => rows.map(replayWithTitle)),
  exported(RUNS, RUN_SHEET, (rows) => rows.map((run) => ({ ...run, source: titleOf(run) }))),
  exported(DRIFT, DRIFT_SHEET, (rows) => rows),
  exported(PROVIDER_REQUESTS, REQUEST_SHEET, (rows) => rows),
]);

function titleOf({ provider }: { provider: string }): string {
  return providerTitles[provider] ?? provider;
}

/** `toLines` adds what the screen shows beside the rows of the list. */
function exported<
  Row extends { id: string | number },
  Item extends { id: string | number },
  Filter extends z.ZodObject,
  Line,
>(
  list: DeclaredList<Row, Item, Filter>,
  sheet: Readonly<Record<string, SheetColumn<NoInfer<Line>>>>,
  toLines: (items: Item[]) => Line[] | Promise<Line[]>,
): [string, ListSheet] {
  const columns = Object.values<SheetColumn<Line>>(sheet);
  const reader = (search: Search, limit: number) => {
    const { state, filter } = readAddress(list, search);
    const { sort, direction } = pagingOf(state);
    return async (cursor?: string) => {
      const page = await readList(database(), list, { ...filter, sort, direction, cursor, limit });
      return { items: page.data, data: await toLines(page.data), nextCursor: page.nextCursor };
    };
  };
  const open: ListSheet['open'] = async (search, choice) => {
    const next = reader(search, SHEET_PAGE);
    const source: SheetSource<Line> = {
      ...inColumns(chosenColumns(columns, choice).shown),
      ...{ title: list.title, first: await next(), next, max: MAX_ROWS, note: CUT_NOTE },
    };
    // Its rows are read and written by the same source; the stream does not look at them.
    return source as SheetSource<never>;
  };
  const read: ListSheet['read'] = async (search, ids, limit, words) => {
    const { items, data, nextCursor } = await reader(search, limit)();
    const chosen = columns.filter(({ id }) => ids.includes(id));
    const texts = (line: Line) => chosen.map((column) => readableText(column.read(line, words), words));
    return {
      headings: chosen.map(({ label }) => words.t(label)),
      rows: data.map((line, at) => ({ id: String(items[at]?.id), texts: texts(line) })),
      hasMore: nextCursor !== null,
    };
  };
  return [list.path, { title: list.title, columns, open, read }];
}

function inColumns<Line>(columns: readonly SheetColumn<Line>[]) {
  return {
    headings: columns.flatMap(({ headings }) => headings),
    cells: (line: Line) => columns.flatMap((column) => column.read(line, ENGLISH)),
  };
}
