import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingDocuments() {
  return <ListSkeleton title="Documents" />;
}
