'use client';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { ActionResult, Field, type FormAction } from '../settings/action-form.tsx';
import { Button } from '../ui/button.tsx';
import { CodeLine } from '../ui/code-line.tsx';

/** `provider`: its name. `hasSecret`: whether it has a secret already. */
type Props = { action: FormAction; provider: string; title: string; hasSecret: boolean };

/** Minutes for which an earlier secret stays valid. */
const OVERLAP = '1440';

/** Adds the webhook secret of a source; a generated one is shown once, to be copied. */
export function SecretForm({ action, provider, title, hasSecret }: Props) {
  const { t } = useWords();
  const [outcome, run, pending] = useSent(action, null);
  return (
    <form action={run} className="flex max-w-prose flex-col gap-2 px-4 pb-4 lg:px-6">
      <input type="hidden" name="provider" value={provider} />
      <input type="hidden" name="overlap" value={OVERLAP} />
      <p className="text-dim">
        {hasSecret
          ? t('The secret of {source} is stored. Another one replaces it; the earlier one stays valid for 24 hours.', {
              source: title,
            })
          : t(
              'Its webhooks carry a secret. Generate one and enter it at {source}, or paste the one that {source} shows.',
              { source: title },
            )}
      </p>
      <div className="flex flex-wrap items-end gap-3">
        <Field
          label={t('Secret (empty: generate one)')}
          name="secret"
          type="password"
          autoComplete="off"
          spellCheck={false}
          maxLength={500}
        />
        <Button type="submit" look={hasSecret ? 'plain' : 'primary'} pending={pending}>
          {t('Add secret')}
        </Button>
      </div>
      {outcome?.made ? (
        <div role="status" className="space-y-1">
          <p className="text-ok">
            {t('Copy it now, it is not shown again, and enter it at {source}.', { source: title })}
          </p>
          <CodeLine label={t('the secret')}>{outcome.made}</CodeLine>
        </div>
      ) : (
        <ActionResult outcome={outcome} />
      )}
    </form>
  );
}
