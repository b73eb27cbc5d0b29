import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingBookings() {
  return <ListSkeleton title="Bookings" />;
}
