import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingParties() {
  return <ListSkeleton title="Parties" />;
}
