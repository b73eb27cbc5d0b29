import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingRequests() {
  return <ListSkeleton title="Requests" />;
}
