import { getInvoice } from '#db/queries/invoice.ts';
import { serveOne } from '#lib/api/handler.ts';
import { invoiceOne } from '#lib/api/resources/invoices.ts';

export const GET = serveOne(invoiceOne, (db, id) => getInvoice(db, id));
