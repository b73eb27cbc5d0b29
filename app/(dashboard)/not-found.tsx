import { NotFoundMessage } from '#components/ui/not-found.tsx';

export default function NotFound() {
  return (
    <div className="flex-1 overflow-auto">
      <NotFoundMessage />
    </div>
  );
}
