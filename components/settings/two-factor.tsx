'use client';
import type { ReactNode } from 'react';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { QrCode } from '../shared/qr-code.tsx';
import { Button, buttonClass } from '../ui/button.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import { ActionResult, Field, FormResult } from './action-form.tsx';
import type { Outcome } from './outcome.ts';
import { RefusalProvider } from './refusal.tsx';

/** `codes`: the recovery codes, shown once. */
export type FactorOutcome = { problem: string | null; codes: string[] | null };
type Action = (before: FactorOutcome, form: FormData) => Promise<FactorOutcome>;

const NOTHING: FactorOutcome = { problem: null, codes: null };

export function BeginTwoFactor({ action }: { action: Action }) {
  const { t } = useWords();
  const [{ problem }, run, pending] = useSent(action, NOTHING);
  return (
    <form action={run} className="flex flex-col items-start gap-2">
      <Button type="submit" look="primary" pending={pending}>
        {t('Set up an authenticator app')}
      </Button>
      <ActionResult outcome={outcomeOf(problem)} />
    </form>
  );
}

/** `secret` in base32, `uri` the same as an `otpauth:` address. `next`: where to go when the recovery codes were kept. */
type ConfirmProps = { action: Action; secret: string; uri: string; next: string };

/** Shows the secret to an app, asks for its first code, then shows the recovery codes. */
export function ConfirmTwoFactor({ action, secret, uri, next }: ConfirmProps) {
  const [{ problem, codes }, run, pending] = useSent(action, NOTHING);
  if (codes) return <RecoveryCodes codes={codes} next={next} />;
  return <FirstCode secret={secret} uri={uri} problem={problem} run={run} pending={pending} />;
}

type FirstCodeProps = Pick<ConfirmProps, 'secret' | 'uri'> & {
  problem: string | null;
  run: (form: FormData) => void;
  pending: boolean;
};

function FirstCode({ secret, uri, problem, run, pending }: FirstCodeProps) {
  const { t } = useWords();
  return (
    <form action={run} className="flex flex-col items-start gap-3">
      <p className="text-dim">{t('Scan this with your authenticator app, or type the key into it.')}</p>
      <QrCode url={uri} label={t('Key for an authenticator app')} className="size-44" />
      <p className="flex items-center gap-1">
        <code className="mono text-xs">{secret.match(/.{1,4}/g)?.join(' ')}</code>
        <CopyButton value={secret} label={t('the key')} />
      </p>
      <CodeProblem problem={problem}>
        <CodeField label={t('Code that the app shows')} />
        <Button type="submit" look="primary" pending={pending}>
          {t('Switch on')}
        </Button>
      </CodeProblem>
    </form>
  );
}

type OwnProps = {
  actions: { begin: Action; confirm: Action; renew: Action; remove: Action };
  factor: { state: 'off' } | { state: 'begun'; secret: string; uri: string } | { state: 'on' };
};

/** Two-factor authentication of the signed-in user. New recovery codes stay on the screen when the page is refreshed. */
export function OwnTwoFactor({ factor, actions }: OwnProps) {
  const [first, confirm, isConfirming] = useSent(actions.confirm, NOTHING);
  const [renewed, renew, isRenewing] = useSent(actions.renew, NOTHING);
  const codes = renewed.codes ?? first.codes;
  if (codes) return <RecoveryCodes codes={codes} next="/settings" />;
  if (factor.state === 'off') return <BeginTwoFactor action={actions.begin} />;
  if (factor.state === 'begun')
    return (
      <FirstCode secret={factor.secret} uri={factor.uri} problem={first.problem} run={confirm} pending={isConfirming} />
    );
  return <Manage remove={actions.remove} renew={renew} isRenewing={isRenewing} problem={renewed.problem} />;
}

type ManageProps = {
  remove: Action;
  renew: (form: FormData) => void;
  isRenewing: boolean;
  problem: string | null;
};

/** What the user of a second factor can do with it; each needs a code. */
function Manage({ remove, renew, isRenewing, problem }: ManageProps) {
  const { t } = useWords();
  const [removed, runRemove, isRemoving] = useSent(remove, NOTHING);
  return (
    <form action={renew} className="flex flex-col gap-2">
      <CodeProblem problem={removed.problem ?? problem}>
        <div className="flex flex-wrap items-start gap-3">
          <CodeField label={t('Code of the app, or a recovery code')} />
          <Button type="submit" pending={isRenewing} className="sm:mt-5">
            {t('Renew recovery codes')}
          </Button>
          <Button type="submit" formAction={runRemove} pending={isRemoving} className="sm:mt-5">
            {t('Turn off')}
          </Button>
        </div>
      </CodeProblem>
    </form>
  );
}

export function CodeField({ label, required = true }: { label: string; required?: boolean }) {
  return (
    <Field
      label={label}
      name="code"
      autoComplete="one-time-code"
      autoCapitalize="none"
      spellCheck={false}
      required={required}
    />
  );
}

function RecoveryCodes({ codes, next }: { codes: readonly string[]; next: string }) {
  const { t } = useWords();
  return (
    <div role="status" className="flex flex-col items-start gap-3">
      <p className="max-w-prose">
        {t(
          'Two-factor authentication is on. Keep these recovery codes, for example in a password manager: each replaces a code of the app once. They are not shown again.',
        )}
      </p>
      <ul aria-label={t('Recovery codes')} className="mono grid gap-x-6 gap-y-1 text-xs">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <span className="flex items-center gap-2">
        {/* A link that reloads: what the page may show has changed. */}
        <a href={next} className={buttonClass('primary')}>
          {t('I have kept them')}
        </a>
        <CopyButton value={codes.join('\n')} label={t('the recovery codes')} />
      </span>
    </div>
  );
}

/** What is wrong with a code, shown beside its field. */
function CodeProblem({ problem, children }: { problem: string | null; children: ReactNode }) {
  return (
    <RefusalProvider outcome={outcomeOf(problem)}>
      {children}
      <FormResult />
    </RefusalProvider>
  );
}

const outcomeOf = (problem: string | null): Outcome =>
  problem === null ? null : { ok: false, message: problem, field: 'code' };
