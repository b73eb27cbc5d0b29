import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingMissingDocuments() {
  return <ListSkeleton title="Missing documents" />;
}
