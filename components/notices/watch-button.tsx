'use client';
import { Bell, BellRing } from 'lucide-react';
import type { WatchRow } from '#db/queries/watches.ts';
import { SEVERITIES, SEVERITY_LABELS } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import type { Followed } from '#lib/model/subscription.ts';
import { useWords } from '#words';
import { useSent } from '../live/use-sent.ts';
import { ActionResult, type FormAction, Pick } from '../settings/action-form.tsx';
import { Button } from '../ui/button.tsx';

type Props = {
  followed: Followed;
  /** What it is for screen readers, such as `this shipment`. */
  of: string;
  /** The name of a view. */
  label?: string;
  /** How the user watches it; null if they do not. */
  watch: { channel: WatchRow['channel']; severity: WatchRow['severity']; isMuted: boolean } | null;
  action: FormAction;
};

const channelsIn = ({ t }: Words) => ({ email: t('By e-mail'), app: t('In Fairlead') });
const exceptionsIn = ({ t, inside }: Words): Record<string, string> => ({
  '': t('No exceptions'),
  ...Object.fromEntries(
    SEVERITIES.map((one) => [
      one,
      one === 'critical'
        ? t('Critical exceptions too')
        : t('Exceptions too: {severity} or more', { severity: inside(t(SEVERITY_LABELS[one])) }),
    ]),
  ),
});

/** Starts or stops watching, and how the user is told. */
export function WatchButton({ followed, of, label, watch, action }: Props) {
  const words = useWords();
  const { t } = words;
  const [outcome, run, pending] = useSent(action, null);
  const Icon = watch ? BellRing : Bell;
  return (
    <form action={run} className="flex flex-wrap items-center gap-2">
      <input type="hidden" name="scope" value={followed.scope} />
      {followed.scope === 'filter' ? (
        <input type="hidden" name="filter" value={followed.filter} />
      ) : (
        <input type="hidden" name="subjectId" value={followed.subjectId} />
      )}
      {label && <input type="hidden" name="label" value={label} />}
      <Button
        type="submit"
        name="intent"
        value={watch ? 'stop' : 'start'}
        look="ghost"
        className="h-7 text-xs"
        pending={pending}
        aria-pressed={watch !== null}
        title={t('Watch {what}', { what: t(of) })}
      >
        <Icon aria-hidden className="size-3.5" />
        {t(watch ? (watch.isMuted ? 'Watching, muted' : 'Watching') : 'Watch')}
      </Button>
      {watch && (
        <details className="text-xs">
          <summary className="cursor-pointer text-dim">{t('How you are told')}</summary>
          <div className="flex flex-wrap items-end gap-2 py-1">
            <Pick label={t('Channel')} name="channel" options={channelsIn(words)} value={watch.channel} />
            <Pick
              label={t('Besides milestones')}
              name="severity"
              options={exceptionsIn(words)}
              value={watch.severity ?? ''}
            />
            <Button type="submit" name="intent" value="start" className="h-8" pending={pending}>
              {t('Change')}
            </Button>
          </div>
        </details>
      )}
      <ActionResult outcome={outcome} />
    </form>
  );
}
