import type { Metadata } from 'next';
import Link from 'next/link';
import { redirect } from 'next/navigation';
import { readWords } from '#app/words.ts';
import { PublicStatus } from '#components/shell/public-form.tsx';
import { PublicPage } from '#components/shell/public-page.tsx';
import { SignInForm } from '#components/shell/sign-in-form.tsx';
import { buttonClass } from '#components/ui/button.tsx';
import { safeNext } from '#lib/auth/next-path.ts';
import { currentEnrollee, currentUser } from '#lib/auth/require-user.ts';
import { singleSignOn } from '#lib/auth/single-sign-on.ts';
import { env } from '#lib/env.ts';
import { signInWithOidc, signInWithPassword } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Sign in') };
}

type Query = { next?: string | string[]; error?: string | string[]; changed?: string | string[] };

/** The sign-in page; after a failed single sign-on `error` is a code of the sign-in library. */
function problemOf(error: Query['error']): string | null {
  if (!error) return null;
  if (error === 'AccessDenied') return 'You have no access. Ask your administrator.';
  return 'Single sign-on did not work. Try again, or sign in with your password.';
}

export default async function SignInPage({ searchParams }: { searchParams: Promise<Query> }) {
  const [query, { t }] = await Promise.all([searchParams, readWords()]);
  const next = safeNext(typeof query.next === 'string' ? query.next : null);
  if (await currentUser()) redirect(next);
  if (await currentEnrollee()) redirect(`/set-up-two-factor?next=${encodeURIComponent(next)}`);
  return (
    <PublicPage title={t('Sign in')} foot={t('No account? Ask your administrator.')}>
      {query.changed === 'password' ? (
        <PublicStatus>{t('Your password is set. Sign in with it.')}</PublicStatus>
      ) : (
        <p className="mb-5 text-dim">{t('to see where every shipment is.')}</p>
      )}
      <SignInForm next={next} problem={problemOf(query.error)} action={signInWithPassword} />
      <p className="mt-4 text-sm">
        <Link href="/forgotten-password" className="text-accent underline underline-offset-4">
          {t('Forgotten password?')}
        </Link>
      </p>
      {singleSignOn(env()) && (
        <form action={signInWithOidc} className="mt-4 border-t border-line pt-4">
          <input type="hidden" name="next" value={next} />
          <button type="submit" className={buttonClass('plain', 'h-9 w-full')}>
            {t('Continue with single sign-on')}
          </button>
        </form>
      )}
    </PublicPage>
  );
}
