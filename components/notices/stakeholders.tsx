import { MailQuestion, MailX } from 'lucide-react';
import Link from 'next/link';
import type { StakeholderRow } from '#db/queries/stakeholders.ts';
import { useWords } from '#words';
import { Nothing, Section } from '../record/section.tsx';
import { ActionForm, Field, type FormAction } from '../settings/action-form.tsx';
import { ConfirmButton } from '../settings/confirm-button.tsx';
import { SettingsRow, SettingsTable } from '../settings/table.tsx';
import { RelativeTime } from '../time/relative-time.tsx';
import { Chip } from '../ui/chip.tsx';
import { rich } from '../words/rich.tsx';

type Props = {
  stakeholders: readonly StakeholderRow[];
  of: { scope: 'shipment' | 'customer'; subjectId: string };
  /** The addresses of users, to choose from. */
  people: readonly string[];
  /** Null for users who may only see them. */
  actions: { add: FormAction; remove: FormAction } | null;
};

/** Who is told when a shipment, or each of a customer, departs, arrives and is delivered. */
export function Stakeholders({ stakeholders, of, people, actions }: Props) {
  const { t } = useWords();
  return (
    <Section title={t('Stakeholders')} count={stakeholders.length}>
      <p className="max-w-prose px-4 pt-3 text-dim lg:px-6">
        {t(
          of.scope === 'shipment'
            ? 'They get an e-mail when this shipment departs, arrives and is delivered.'
            : 'They get an e-mail when a shipment of this customer departs, arrives and is delivered.',
        )}
      </p>
      {stakeholders.length === 0 ? (
        <Nothing>{t('Nobody yet.')}</Nothing>
      ) : (
        <SettingsTable
          label={t('Addresses of stakeholders')}
          heads={['E-mail address', 'Of', 'State', 'Added', ...(actions ? [''] : [])]}
        >
          {stakeholders.map((one) => (
            <SettingsRow
              key={one.id}
              name={one.name === null ? one.email : `${one.name}, ${one.email}`}
              cells={[
                <Origin key="of" stakeholder={one} />,
                <State key="state" stakeholder={one} />,
                <Added key="added" stakeholder={one} />,
                ...(actions ? [<Remove key="remove" stakeholder={one} of={of} action={actions.remove} />] : []),
              ]}
            />
          ))}
        </SettingsTable>
      )}
      {actions && <AddForm of={of} people={people} action={actions.add} />}
    </Section>
  );
}

function Origin({ stakeholder: { partyId, customer } }: { stakeholder: StakeholderRow }) {
  const { t } = useWords();
  if (partyId === null) return t('the shipment');
  return (
    <Link href={`/parties/${partyId}`} className="hover:underline">
      {t('the customer {name}', { name: customer ?? '' })}
    </Link>
  );
}

function State({ stakeholder: { isSuppressed, isUnconfirmed } }: { stakeholder: StakeholderRow }) {
  const { t } = useWords();
  if (isSuppressed)
    return (
      <Chip tone="risk" icon={MailX}>
        {t('Gets nothing: unsubscribed or rejected')}
      </Chip>
    );
  if (!isUnconfirmed) return t('told');
  return (
    <Chip tone="risk" icon={MailQuestion}>
      {t('Waits for confirmation')}
    </Chip>
  );
}

function Added({ stakeholder: { addedBy, createdAt } }: { stakeholder: StakeholderRow }) {
  return rich(useWords(), 'by {name}, {ago}', {
    name: addedBy,
    ago: <RelativeTime at={createdAt} suffix=" ago" />,
  });
}

type RemoveProps = Pick<Props, 'of'> & { stakeholder: StakeholderRow; action: FormAction };

/** On the page of a shipment those of its customer are removed at the customer. */
function Remove({ stakeholder: { id, email, partyId }, of, action }: RemoveProps) {
  const { t } = useWords();
  if (partyId !== null && of.scope === 'shipment') return null;
  return (
    <ConfirmButton
      action={action}
      label={t('Remove')}
      of={email}
      fields={{ id }}
      title={t('Remove the stakeholder {email}?', { email })}
      consequence={t(
        of.scope === 'shipment'
          ? 'They are told nothing more of this shipment.'
          : 'They are told nothing more of the shipments of this customer.',
      )}
    />
  );
}

type AddProps = Pick<Props, 'of' | 'people'> & { action: FormAction };

function AddForm({ of, people, action }: AddProps) {
  const { t } = useWords();
  const list = `people-${of.subjectId}`;
  return (
    <ActionForm action={action} submit={t('Add stakeholder')}>
      <input type="hidden" name="scope" value={of.scope} />
      <input type="hidden" name="subjectId" value={of.subjectId} />
      <Field
        label={t('E-mail address, of a user or of anybody else')}
        name="email"
        type="email"
        list={list}
        maxLength={254}
        autoComplete="off"
        required
        className="w-72 max-w-full"
      />
      <datalist id={list}>
        {people.map((email) => (
          <option key={email} value={email} />
        ))}
      </datalist>
    </ActionForm>
  );
}
