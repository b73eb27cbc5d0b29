import { useState } from 'react';
import { EXCEPTION_GROUPS, EXCEPTION_TYPES, exceptionKind, SEVERITIES, SEVERITY_LABELS } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import { NOTICE_LABELS, NOTICE_MILESTONES, type NoticeTrigger, TRIGGER_LABELS } from '#lib/model/notice.ts';
import { DEFAULT_HOLD_MINUTES, DEFAULT_SEVERITY, MAX_HOLD_MINUTES } from '#lib/model/rule-trigger.ts';
import { useWords } from '#words';
import { Field, Pick } from './action-form.tsx';

type Given = { milestones?: string[]; exceptionTypes?: string[] | null; ownedOnly?: boolean };
type Props = {
  given: Given;
  /** What was entered in a field. */
  text: (name: string) => string;
  errors: Readonly<Record<string, string>>;
};

/** What a rule tells of: milestones, or exceptions that are severe enough. */
export function TriggerFields({ given, text, errors }: Props) {
  const { t } = useWords();
  const [trigger, setTrigger] = useState<NoticeTrigger>(text('trigger') === 'exception' ? 'exception' : 'milestone');
  return (
    <div className="flex flex-wrap items-start gap-3">
      <Field label={t('Name')} maxLength={100} name="name" defaultValue={text('name')} error={errors.name} />
      <Pick
        label={t('Tell of')}
        name="trigger"
        options={TRIGGER_LABELS}
        value={trigger}
        onChange={(value) => setTrigger(value === 'exception' ? 'exception' : 'milestone')}
      />
      {trigger === 'milestone' ? (
        <Milestones chosen={given.milestones ?? [...NOTICE_MILESTONES]} error={errors.milestones} />
      ) : (
        <Exceptions given={given} text={text} errors={errors} />
      )}
    </div>
  );
}

/** The least severity of exceptions, from the least severe. */
function leastSeverities({ t }: Words): Record<string, string> {
  return Object.fromEntries(
    SEVERITIES.map((one) => {
      const label = t(SEVERITY_LABELS[one]);
      return [one, one === 'critical' ? label : t('{severity} or more', { severity: label })];
    }),
  );
}

function Exceptions({ given, text, errors }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <>
      <Pick
        label={t('Severity')}
        name="severity"
        options={leastSeverities(words)}
        value={text('severity') || DEFAULT_SEVERITY}
      />
      <Field
        label={t('Held, in minutes')}
        title={t('What ends before is not told')}
        name="holdMinutes"
        type="number"
        min={0}
        max={MAX_HOLD_MINUTES}
        className="w-28"
        defaultValue={text('holdMinutes') || DEFAULT_HOLD_MINUTES}
        error={errors.holdMinutes}
      />
      <div className="flex flex-col gap-1">
        <label className="flex h-8 items-center gap-1.5 text-sm sm:mt-5">
          <input type="checkbox" name="ownedOnly" defaultChecked={given.ownedOnly === true} className="accent-accent" />
          {t('Only those that the recipient owns')}
        </label>
        {errors.ownedOnly && (
          <p role="alert" className="text-xs text-late">
            {t(errors.ownedOnly)}
          </p>
        )}
      </div>
      <Types chosen={given.exceptionTypes ?? []} />
    </>
  );
}

/** The types of exceptions by group; without a choice all. */
function Types({ chosen }: { chosen: readonly string[] }) {
  const { t } = useWords();
  return (
    <details className="w-full text-sm" open={chosen.length > 0}>
      <summary className="w-fit cursor-pointer text-dim">{t('Only of some types (without a choice all)')}</summary>
      <div className="mt-2 grid gap-x-6 gap-y-3 sm:grid-cols-2 lg:grid-cols-3">
        {Object.entries(EXCEPTION_GROUPS).map(([group, label]) => (
          <fieldset key={group}>
            <legend className="text-xs text-dim">{t(label)}</legend>
            {EXCEPTION_TYPES.filter((type) => exceptionKind(type).group === group).map((type) => (
              <label key={type} className="flex items-center gap-1.5">
                <input
                  type="checkbox"
                  name="exceptionTypes"
                  value={type}
                  defaultChecked={chosen.includes(type)}
                  className="accent-accent"
                />
                {t(exceptionKind(type).label)}
              </label>
            ))}
          </fieldset>
        ))}
      </div>
    </details>
  );
}

function Milestones({ chosen, error }: { chosen: readonly string[]; error: string | undefined }) {
  const { t } = useWords();
  return (
    <fieldset className="flex flex-col gap-1">
      <legend className="mb-1 text-xs text-dim">{t('Tell when a shipment')}</legend>
      <div className="flex h-8 items-center gap-3">
        {NOTICE_MILESTONES.map((milestone) => (
          <label key={milestone} className="flex items-center gap-1.5 text-sm">
            <input
              type="checkbox"
              name="milestones"
              value={milestone}
              defaultChecked={chosen.includes(milestone)}
              className="accent-accent"
            />
            {t(NOTICE_LABELS[milestone])}
          </label>
        ))}
      </div>
      {error && (
        <p role="alert" className="text-xs text-late">
          {t(error)}
        </p>
      )}
    </fieldset>
  );
}
