import { MapPinOff } from 'lucide-react';
import Link from 'next/link';
import { useWords } from '#words';
import { Notice } from '../record/notice.tsx';

/** Says why the overview is shown instead of the start page of the user. */
export function StartGone() {
  const { t } = useWords();
  return (
    <Notice tone="none" icon={MapPinOff} title={t('Your start page does not exist any more')}>
      {t('The overview is shown instead.')}{' '}
      <Link href="/settings" className="text-accent underline underline-offset-4">
        {t('Choose another start page')}
      </Link>
    </Notice>
  );
}
