import { MapPinOff } from 'lucide-react';
import Link from 'next/link';
import { Notice } from '../record/notice.tsx';

/** Says why the overview is shown instead of the start page of the user. */
export function StartGone() {
  return (
    <Notice tone="none" icon={MapPinOff} title="Your start page does not exist any more">
      The overview is shown instead.{' '}
      <Link href="/settings" className="text-accent underline underline-offset-4">
        Choose another start page
      </Link>
    </Notice>
  );
}
