import { useWords } from '#words';
import { CodeLine } from '../ui/code-line.tsx';

/** The secret that signs the messages of a webhook, with its target as it is shown. */
export type ShownSecret = { target: string; secret: string };

/** The secrets of webhooks that were just added; they are shown this once. */
export function WebhookSecrets({ secrets }: { secrets: readonly ShownSecret[] }) {
  const { t } = useWords();
  return secrets.map(({ target, secret }) => (
    <div key={secret} className="max-w-prose space-y-1 text-sm">
      <p>
        {t('Copy the secret of {target} now, it is not shown again. It signs every message to this webhook.', {
          target,
        })}
      </p>
      <CodeLine label={t('the secret of {target}', { target })}>{secret}</CodeLine>
    </div>
  ));
}
