import { rich } from '#components/words/rich.tsx';
import type { ShipmentHold } from '#db/queries/shipment-hold.ts';
import { useWords } from '#words';
import { Section } from '../record/section.tsx';
import { ActionForm, Field, type FormAction } from '../settings/action-form.tsx';
import { ConfirmButton } from '../settings/confirm-button.tsx';
import { RelativeTime } from '../time/relative-time.tsx';

type Props = {
  shipment: string;
  hold: ShipmentHold | null;
  /** Null for users who may only see it. */
  actions: { place: FormAction; lift: FormAction } | null;
};

/** The legal hold of a shipment: whether its webhooks stay out of the archive, why, and how that is changed. */
export function HoldSection({ shipment, hold, actions }: Props) {
  const words = useWords();
  const { t } = words;
  return (
    <Section title={t('Legal hold')}>
      {hold ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-3 lg:px-6">
          <div className="min-w-0 flex-1">
            <p className="break-words">{hold.reason}</p>
            <p className="text-dim">
              {rich(words, 'Placed by {name}, {age}. Its webhooks stay out of the archive.', {
                name: hold.placedBy,
                age: <RelativeTime at={hold.placedAt} suffix=" ago" />,
              })}
            </p>
          </div>
          {actions && (
            <ConfirmButton
              action={actions.lift}
              label={t('Lift hold')}
              fields={{ id: shipment }}
              title={t('Lift this legal hold?')}
              consequence={t(
                'The archive may take the webhooks of this shipment in its next run. They can still be read there.',
              )}
            >
              <ReasonField className="w-full" />
            </ConfirmButton>
          )}
        </div>
      ) : (
        <p className="max-w-prose px-4 py-3 text-dim lg:px-6">
          {t('None. A hold keeps the webhooks of this shipment in the database, out of the archive.')}
        </p>
      )}
      {actions && !hold && (
        <ActionForm action={actions.place} submit={t('Place hold')}>
          <input type="hidden" name="id" value={shipment} />
          <ReasonField className="w-96 max-w-full" />
        </ActionForm>
      )}
    </Section>
  );
}

function ReasonField({ className }: { className: string }) {
  const { t } = useWords();
  return (
    <Field
      label={t('Reason')}
      name="reason"
      minLength={3}
      maxLength={500}
      autoComplete="off"
      required
      className={className}
    />
  );
}
