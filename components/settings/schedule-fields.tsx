import { useId, useState } from 'react';
import type { NoticeChannel } from '#lib/model/notice.ts';
import { CADENCE_LABELS, CADENCES, cadenceProblem } from '#lib/model/notice-schedule.ts';
import { useWords } from '#words';
import { Field, Pick } from './action-form.tsx';

type Props = {
  channels: readonly NoticeChannel[];
  /** What was entered in a field. */
  text: (name: string) => string;
  quietWeekends: boolean;
  errors: Readonly<Record<string, string>>;
};

/** When a rule sends: at once or in digests, and its quiet hours. */
export function ScheduleFields({ channels, text, quietWeekends, errors }: Props) {
  const { t } = useWords();
  const zones = useId();
  const [names, setNames] = useState<readonly string[]>([]);
  const common = (name: string) => ({ name, defaultValue: text(name), error: errors[name] });
  return (
    <div className="flex flex-wrap items-start gap-3">
      <Pick label={t('Send')} name="cadence" options={cadencesOf(channels)} value={text('cadence') || 'at_once'} />
      <Field label={t('Quiet from (optional)')} type="time" className="w-36" {...common('quietFrom')} />
      <Field label={t('Quiet until')} type="time" className="w-36" {...common('quietUntil')} />
      <Weekends isChecked={quietWeekends} />
      <Field
        label={t('In the time zone')}
        list={zones}
        maxLength={60}
        spellCheck={false}
        autoComplete="off"
        onFocus={() => setNames(['UTC', ...Intl.supportedValuesOf('timeZone')])}
        {...common('timeZone')}
        defaultValue={text('timeZone') || 'UTC'}
      />
      <datalist id={zones}>
        {names.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}

/** What can be sent by all of some channels, with its label. */
function cadencesOf(channels: readonly NoticeChannel[]): Record<string, string> {
  return Object.fromEntries(
    CADENCES.filter((cadence) => channels.every((channel) => cadenceProblem(channel, cadence) === null)).map((one) => [
      one,
      CADENCE_LABELS[one],
    ]),
  );
}

function Weekends({ isChecked }: { isChecked: boolean }) {
  const { t } = useWords();
  return (
    <label className="flex h-8 items-center sm:mt-5 gap-1.5 text-sm">
      <input type="checkbox" name="quietWeekends" defaultChecked={isChecked} className="accent-accent" />
      {t('Quiet on weekends')}
    </label>
  );
}
