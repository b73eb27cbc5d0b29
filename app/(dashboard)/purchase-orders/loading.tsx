import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingPurchaseOrders() {
  return <ListSkeleton title="Purchase orders" />;
}
