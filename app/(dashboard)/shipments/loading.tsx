import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingShipments() {
  return <ListSkeleton title="Shipments" />;
}
