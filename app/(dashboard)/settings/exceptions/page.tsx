import type { Metadata } from 'next';
import { ActionForm, Field, Pick } from '#components/settings/action-form.tsx';
import { ConfirmButton } from '#components/settings/confirm-button.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { WorkingHoursForm } from '#components/settings/working-hours-form.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { database } from '#db/client.ts';
import { listOwnerRules, type OwnerRule } from '#db/queries/exception-owners.ts';
import { workingHoursSettings } from '#db/queries/working-hours.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import { workingHoursText } from '#lib/model/working-hours-text.ts';
import { listPeople } from '../../exceptions/people.ts';
import { addOwner, removeOwner, setWorkingHours } from './actions.ts';

export const metadata: Metadata = { title: 'Exceptions' };

const TYPES = Object.fromEntries(Object.entries(EXCEPTION_KINDS).map(([type, { label }]) => [type, label]));

export default async function ExceptionSettingsPage() {
  const [admin, { hours, changed, isRecalculating }, rules] = await Promise.all([
    userWithRole('admin'),
    workingHoursSettings(database()),
    listOwnerRules(database()),
  ]);
  return (
    <>
      <div className="max-w-prose space-y-2 px-4 py-4 text-dim lg:px-6">
        <p>The targets of exceptions count working hours. Targets of open exceptions follow a change.</p>
        {isRecalculating && <p role="status">The targets are being recalculated with the new hours.</p>}
        {!admin && <p>{workingHoursText(hours)}</p>}
        {changed && (
          <p>
            Changed <RelativeTime at={changed.at} suffix=" ago" /> by {changed.by}.
          </p>
        )}
      </div>
      {admin && <WorkingHoursForm key={JSON.stringify(hours)} action={setWorkingHours} hours={hours} />}
      <p className="max-w-prose px-4 py-4 text-dim lg:px-6">
        An exception that opens gets the owner of the most specific rule: of its type and customer, else of its
        customer, else of its type.
      </p>
      {admin && <OwnerForm />}
      <OwnerRules rules={rules} isAdmin={admin !== null} />
    </>
  );
}

async function OwnerForm() {
  const { owners } = await listPeople();
  const people = Object.fromEntries(owners.map(({ email, name }) => [email, name ? `${name} (${email})` : email]));
  return (
    <ActionForm action={addOwner} submit="Set owner">
      <Pick label="Type" name="type" options={{ '': 'Every type', ...TYPES }} />
      <Field label="Customer (empty: every customer)" name="customer" maxLength={200} />
      <Pick label="Owner" name="owner" options={people} />
    </ActionForm>
  );
}

function OwnerRules({ rules, isAdmin }: { rules: readonly OwnerRule[]; isAdmin: boolean }) {
  if (rules.length === 0) return <p className="px-4 py-4 text-dim lg:px-6">No rules: exceptions open without owner.</p>;
  return (
    <SettingsTable label="Owners" heads={['Type', 'Customer', 'Owner', ...(isAdmin ? [''] : [])]}>
      {rules.map(({ id, type, customer, owner }) => {
        const label = type === null ? 'Every type' : EXCEPTION_KINDS[type].label;
        const of = customer === null ? label : `${label}, ${customer}`;
        const remove = (
          <ConfirmButton
            key="remove"
            action={removeOwner}
            label="Remove"
            of={of}
            fields={{ id }}
            title={`Remove the rule for ${of}?`}
            consequence={`${owner} keeps the exceptions that are open. New ones get the owner of a less specific rule, or none.`}
          />
        );
        const cells = [customer ?? 'Every customer', owner];
        return <SettingsRow key={id} name={label} cells={isAdmin ? [...cells, remove] : cells} />;
      })}
    </SettingsTable>
  );
}
