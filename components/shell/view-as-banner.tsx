import { Eye } from 'lucide-react';
import { Button } from '../ui/button.tsx';

/** Says on every page that an admin views it as another role, and ends that. */
export function ViewAsBanner({ role, end }: { role: string; end: () => Promise<void> }) {
  return (
    <form
      action={end}
      data-screen-only
      className="flex shrink-0 items-center gap-x-3 gap-y-1 border-b border-risk-line bg-risk-soft px-4 py-1 text-xs lg:px-6"
    >
      <Eye aria-hidden className="size-3.5 shrink-0 text-risk" />
      <span role="status" className="min-w-0 flex-1">
        You are viewing as <strong className="font-semibold">{role}</strong>. Nothing can be changed, and it ends within
        an hour.
      </span>
      <Button type="submit" className="h-7 text-xs">
        Stop viewing
      </Button>
    </form>
  );
}
