import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingReconciliation() {
  return <ListSkeleton title="Reconciliation" />;
}
