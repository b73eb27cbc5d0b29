import { ListSkeleton } from '#components/table/list-skeleton.tsx';

export default function LoadingProducts() {
  return <ListSkeleton title="Products" />;
}
