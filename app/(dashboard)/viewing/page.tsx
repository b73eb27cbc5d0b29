import { Eye } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { readWords } from '#app/words.ts';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { HOME } from '#lib/auth/next-path.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { endView } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Not changed') };
}

export default async function ViewingPage() {
  const [{ viewsAs }, { t }] = await Promise.all([requireUser(), readWords()]);
  if (!viewsAs) redirect(HOME);
  return (
    <EmptyState icon={Eye} title={t('Nothing was changed')} heading="h1">
      <p>{t('You are viewing as {role}. Stop viewing to change something.', { role: t(viewsAs) })}</p>
      <form action={endView} className="mt-4 flex justify-center gap-2">
        <Link href={HOME} className={buttonClass()}>
          {t('Overview')}
        </Link>
        <Button type="submit" look="primary">
          {t('Stop viewing')}
        </Button>
      </form>
    </EmptyState>
  );
}
