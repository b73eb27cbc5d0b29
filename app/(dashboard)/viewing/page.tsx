import { Eye } from 'lucide-react';
import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { Button, buttonClass } from '#components/ui/button.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { HOME } from '#lib/auth/next-path.ts';
import { requireUser } from '#lib/auth/require-user.ts';
import { endView } from './actions.ts';

export const metadata: Metadata = { title: 'Not changed' };

export default async function ViewingPage() {
  const { viewsAs } = await requireUser();
  if (!viewsAs) redirect(HOME);
  return (
    <EmptyState icon={Eye} title="Nothing was changed" heading="h1">
      <p>You are viewing as {viewsAs}. Stop viewing to change something.</p>
      <form action={endView} className="mt-4 flex justify-center gap-2">
        <Link href={HOME} className={buttonClass()}>
          Overview
        </Link>
        <Button type="submit" look="primary">
          Stop viewing
        </Button>
      </form>
    </EmptyState>
  );
}
