import { serveList } from '#lib/api/handler.ts';
import { invoiceList } from '#lib/api/resources/invoices.ts';

export const GET = serveList(invoiceList);
