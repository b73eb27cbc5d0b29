export { DocumentTableSkeleton as default } from '#components/documents/document-table.tsx';
