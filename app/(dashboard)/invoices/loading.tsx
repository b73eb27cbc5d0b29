export { InvoiceTableSkeleton as default } from '#components/invoices/invoice-table.tsx';
