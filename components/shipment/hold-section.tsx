import type { ShipmentHold } from '#db/queries/shipment-hold.ts';
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
  return (
    <Section title="Legal hold">
      {hold ? (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-line px-4 py-3 lg:px-6">
          <div className="min-w-0 flex-1">
            <p className="break-words">{hold.reason}</p>
            <p className="text-dim">
              Placed by {hold.placedBy}, <RelativeTime at={hold.placedAt} suffix=" ago" />. Its webhooks stay out of the
              archive.
            </p>
          </div>
          {actions && (
            <ConfirmButton
              action={actions.lift}
              label="Lift hold"
              fields={{ id: shipment }}
              title="Lift this legal hold?"
              consequence="The archive may take the webhooks of this shipment in its next run. They can still be read there."
            >
              <ReasonField className="w-full" />
            </ConfirmButton>
          )}
        </div>
      ) : (
        <p className="max-w-prose px-4 py-3 text-dim lg:px-6">
          None. A hold keeps the webhooks of this shipment in the database, out of the archive.
        </p>
      )}
      {actions && !hold && (
        <ActionForm action={actions.place} submit="Place hold">
          <input type="hidden" name="id" value={shipment} />
          <ReasonField className="w-96 max-w-full" />
        </ActionForm>
      )}
    </Section>
  );
}

function ReasonField({ className }: { className: string }) {
  return (
    <Field
      label="Reason"
      name="reason"
      minLength={3}
      maxLength={500}
      autoComplete="off"
      required
      className={className}
    />
  );
}
