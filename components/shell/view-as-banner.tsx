import { Eye } from 'lucide-react';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { rich } from '../words/rich.tsx';

/** Says on every page that an admin views it as another role, and ends that. */
export function ViewAsBanner({ role, end }: { role: string; end: () => Promise<void> }) {
  const words = useWords();
  return (
    <form
      action={end}
      data-screen-only
      className="flex shrink-0 items-center gap-x-3 gap-y-1 border-b border-risk-line bg-risk-soft px-4 py-1 text-xs lg:px-6"
    >
      <Eye aria-hidden className="size-3.5 shrink-0 text-risk" />
      <span role="status" className="min-w-0 flex-1">
        {rich(words, 'You are viewing as {role}. Nothing can be changed, and it ends within an hour.', {
          role: <strong className="font-semibold">{words.t(role)}</strong>,
        })}
      </span>
      <Button type="submit" className="h-7 text-xs">
        {words.t('Stop viewing')}
      </Button>
    </form>
  );
}
