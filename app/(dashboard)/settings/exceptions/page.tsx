import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { ActionForm, Field, Pick } from '#components/settings/action-form.tsx';
import { ConfirmButton } from '#components/settings/confirm-button.tsx';
import { SettingsRow, SettingsTable } from '#components/settings/table.tsx';
import { WorkingHoursForm } from '#components/settings/working-hours-form.tsx';
import { RelativeTime } from '#components/time/relative-time.tsx';
import { rich } from '#components/words/rich.tsx';
import { database } from '#db/client.ts';
import { listOwnerRules, type OwnerRule } from '#db/queries/exception-owners.ts';
import { workingHoursSettings } from '#db/queries/working-hours.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { EXCEPTION_KINDS } from '#lib/model/exception.ts';
import { workingHoursText } from '#lib/model/working-hours-text.ts';
import { useWords } from '#words';
import { listPeople } from '../../exceptions/people.ts';
import { addOwner, removeOwner, setWorkingHours } from './actions.ts';

export async function generateMetadata(): Promise<Metadata> {
  const { t } = await readWords();
  return { title: t('Exceptions') };
}

const TYPES = Object.fromEntries(Object.entries(EXCEPTION_KINDS).map(([type, { label }]) => [type, label]));

export default async function ExceptionSettingsPage() {
  const [admin, { hours, changed, isRecalculating }, rules, words] = await Promise.all([
    userWithRole('admin'),
    workingHoursSettings(database()),
    listOwnerRules(database()),
    readWords(),
  ]);
  const { t } = words;
  return (
    <>
      <div className="max-w-prose space-y-2 px-4 py-4 text-dim lg:px-6">
        <p>{t('The targets of exceptions count working hours. Targets of open exceptions follow a change.')}</p>
        {isRecalculating && <p role="status">{t('The targets are being recalculated with the new hours.')}</p>}
        {!admin && <p>{workingHoursText(hours, words)}</p>}
        {changed && (
          <p>
            {rich(words, 'Changed {time} by {person}.', {
              time: <RelativeTime at={changed.at} suffix=" ago" />,
              person: changed.by,
            })}
          </p>
        )}
      </div>
      {admin && <WorkingHoursForm key={JSON.stringify(hours)} action={setWorkingHours} hours={hours} />}
      <p className="max-w-prose px-4 py-4 text-dim lg:px-6">
        {t(
          'An exception that opens gets the owner of the most specific rule: of its type and customer, else of its customer, else of its type.',
        )}
      </p>
      {admin && <OwnerForm />}
      <OwnerRules rules={rules} isAdmin={admin !== null} />
    </>
  );
}

async function OwnerForm() {
  const [{ owners }, { t }] = await Promise.all([listPeople(), readWords()]);
  const people = Object.fromEntries(owners.map(({ email, name }) => [email, name ? `${name} (${email})` : email]));
  return (
    <ActionForm action={addOwner} submit={t('Set owner')}>
      <Pick label={t('Type')} name="type" options={{ '': 'Every type', ...TYPES }} />
      <Field label={t('Customer (empty: every customer)')} name="customer" maxLength={200} />
      <Pick label={t('Owner')} name="owner" options={people} />
    </ActionForm>
  );
}

function OwnerRules({ rules, isAdmin }: { rules: readonly OwnerRule[]; isAdmin: boolean }) {
  const { t } = useWords();
  if (rules.length === 0)
    return <p className="px-4 py-4 text-dim lg:px-6">{t('No rules: exceptions open without owner.')}</p>;
  return (
    <SettingsTable label={t('Owners')} heads={['Type', 'Customer', 'Owner', ...(isAdmin ? [''] : [])]}>
      {rules.map(({ id, type, customer, owner }) => {
        const label = t(type === null ? 'Every type' : EXCEPTION_KINDS[type].label);
        const of = customer === null ? label : `${label}, ${customer}`;
        const remove = (
          <ConfirmButton
            key="remove"
            action={removeOwner}
            label={t('Remove')}
            of={of}
            fields={{ id }}
            title={t('Remove the rule for {subject}?', { subject: of })}
            consequence={t(
              '{owner} keeps the exceptions that are open. New ones get the owner of a less specific rule, or none.',
              { owner },
            )}
          />
        );
        const cells = [customer ?? t('Every customer'), owner];
        return <SettingsRow key={id} name={label} cells={isAdmin ? [...cells, remove] : cells} />;
      })}
    </SettingsTable>
  );
}
