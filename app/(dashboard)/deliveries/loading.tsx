import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingDeliveries() {
  return <ListSkeleton title="Webhook log" />;
}
