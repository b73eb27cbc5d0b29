import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingInvoices() {
  return <ListSkeleton title="Invoices" />;
}
