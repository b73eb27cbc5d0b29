import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { CHANNEL_LABELS, channelOf, type NoticeChannel } from '#lib/model/notice.ts';
import { MAX_RECIPIENTS, type Recipient } from '#lib/model/recipient.ts';
import { useWords } from '#words';
import { Button } from '../ui/button.tsx';
import { Field, Pick } from './action-form.tsx';

type Row = Recipient & { key: number };
type Props = {
  /** What was entered. */
  given: readonly Recipient[];
  /** By `recipients` and `recipients.0.target`. */
  errors: Readonly<Record<string, string>>;
  onChannels(channels: readonly NoticeChannel[]): void;
};

const EMPTY: Recipient = { channel: 'email', target: '' };

/** To whom a rule sends: 1 to 20 recipients, each with its channel. */
export function RecipientFields({ given, errors, onChannels }: Props) {
  const { t } = useWords();
  const [rows, setRows] = useState<readonly Row[]>(
    (given.length > 0 ? given : [EMPTY]).map((one, key) => ({ ...one, key })),
  );
  const change = (changed: readonly Row[]) => {
    setRows(changed);
    onChannels(changed.map(({ channel }) => channel));
  };
  const remove = (key: number) => change(rows.filter((row) => row.key !== key));
  const pick = (key: number, channel: NoticeChannel) =>
    change(rows.map((row) => (row.key === key ? { ...row, channel } : row)));
  return (
    <div className="flex flex-col items-start gap-2">
      {rows.map(({ key, channel, target }, at) => (
        <fieldset key={key} className="flex flex-wrap items-start gap-3">
          <legend className="sr-only">{t('Recipient {n}', { n: at + 1 })}</legend>
          <TargetFields
            channel={channel}
            target={target}
            error={errors[`recipients.${at}.target`]}
            onChannel={(chosen) => pick(key, chosen)}
          />
          {rows.length > 1 && (
            <Button
              type="button"
              look="ghost"
              className="h-8 sm:mt-5"
              aria-label={t('Remove recipient {n}', { n: at + 1 })}
              onClick={() => remove(key)}
            >
              <X aria-hidden className="size-4" />
            </Button>
          )}
        </fieldset>
      ))}
      {errors.recipients && (
        <p role="alert" className="text-xs text-late">
          {t(errors.recipients)}
        </p>
      )}
      {rows.length < MAX_RECIPIENTS && (
        <Button
          type="button"
          look="ghost"
          className="h-7 text-xs"
          onClick={() => change([...rows, { ...EMPTY, key: Math.max(...rows.map(({ key }) => key)) + 1 }])}
        >
          <Plus aria-hidden className="size-3.5" />
          {t('Add another recipient')}
        </Button>
      )}
    </div>
  );
}

const TARGETS: Record<NoticeChannel, { label: string; placeholder: string }> = {
  email: { label: 'E-mail address', placeholder: 'imports@example.com' },
  slack: { label: 'URL of the incoming webhook, or id (C…)', placeholder: 'https://hooks.slack.com/… or C012AB3CD' },
  teams: { label: 'URL of the workflow', placeholder: 'https://….logic.azure.com/workflows/…' },
  webhook: { label: 'URL of your program', placeholder: 'https://erp.example.com/fairlead' },
  app: { label: 'Only the user (optional)', placeholder: 'Everybody' },
};

type TargetProps = Recipient & { error: string | undefined; onChannel(channel: NoticeChannel): void };

/** The channel and target of one recipient. */
export function TargetFields({ channel, target, error, onChannel }: TargetProps) {
  const { t } = useWords();
  const { label, placeholder } = TARGETS[channel];
  return (
    <>
      <Pick
        label={t('Channel')}
        name="channel"
        options={CHANNEL_LABELS}
        value={channel}
        onChange={(value) => onChannel(channelOf(value))}
      />
      <Field
        label={t(label)}
        placeholder={t(placeholder)}
        name="target"
        defaultValue={target}
        error={error}
        maxLength={2000}
        spellCheck={false}
        autoComplete="off"
        className="w-80 max-w-full"
      />
    </>
  );
}
