import Link from 'next/link';
import type { ReactNode } from 'react';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { Wordmark } from './wordmark.tsx';

/** `foot`: a line below the card. */
type Props = { title: string; children: ReactNode; foot?: string };

/** A page that needs no sign-in: where people sign in, and where the links in e-mails lead. */
export function PublicPage({ title, children, foot }: Props) {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center px-4 py-12">
      <div className="w-full max-w-88">
        <div className="mb-8 flex justify-center">
          <Wordmark textClass="text-lg" />
        </div>
        <div className="rounded-xl border border-line bg-surface p-6 shadow-[0_1px_2px_var(--shadow)]">
          <h1 className="mb-1 text-lg font-semibold tracking-tight">{title}</h1>
          {children}
        </div>
        {foot && <p className="mt-6 text-center text-xs text-faint">{foot}</p>}
      </div>
    </main>
  );
}

/** The page of a link that leads nowhere. `what`: why that may be, and what to do. */
export function InvalidLink({ what }: { what: string }) {
  const { t } = useWords();
  return (
    <PublicPage title={t('This link is not valid')}>
      <p className="text-dim">{what}</p>
    </PublicPage>
  );
}

/** The page of a link that was valid once. `what`: what to do now. */
export function UnusableLink({ title, what }: { title: string; what: string }) {
  return (
    <PublicPage title={title}>
      <p className="text-dim">{what}</p>
      <SignInLink />
    </PublicPage>
  );
}

export function SignInLink() {
  const { t } = useWords();
  return (
    <p className="mt-4 text-sm">
      <Link href="/sign-in" className="text-accent underline underline-offset-4">
        {t('Sign in')}
      </Link>
    </p>
  );
}

type FormProps = { action: (form: FormData) => Promise<void>; token: string; submit: string };

/** The one button of a link: opening it changes nothing, since mail scanners follow links. */
export function LinkForm({ action, token, submit }: FormProps) {
  return (
    <form action={action}>
      <input type="hidden" name="token" value={token} />
      <Button type="submit" look="primary" className="h-9 w-full">
        {submit}
      </Button>
    </form>
  );
}

/** An e-mail address within a sentence; a long one breaks. */
export function Address({ children }: { children: string }) {
  return <b className="font-medium break-all text-ink">{children}</b>;
}
