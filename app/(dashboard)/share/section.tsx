import { columnsOf } from '#app/share-link.ts';
import { readWords } from '#app/words.ts';
import { Nothing, Section } from '#components/record/section.tsx';
import { LinkForm } from '#components/shared/link-form.tsx';
import { LinkTable } from '#components/shared/link-table.tsx';
import { database } from '#db/client.ts';
import { linksTo } from '#db/queries/share-links.ts';
import { userWithRole } from '#lib/auth/require-user.ts';
import { now } from '#lib/clock.ts';
import { SHARED_PARTS, type ShareTarget } from '#lib/model/share-link.ts';
import { issue, revoke } from './actions.ts';

/** References often name other customers, so they are chosen on purpose. */
const NOT_CHOSEN = new Set(['references']);

/** The links to a shipment or a list. Operators issue and revoke them. `hidden`: columns that are not chosen at first. */
export async function ShareSection({ target, hidden = [] }: { target: ShareTarget; hidden?: readonly string[] }) {
  const { t } = await readWords();
  const [operator, links] = await Promise.all([userWithRole('operator'), linksTo(database(), target)]);
  const parts = 'list' in target ? columnsOf(target.list) : partsOfShipment;
  return (
    <Section title={t('Shared links')} count={links.length}>
      <p className="max-w-prose px-4 pt-3 text-dim lg:px-6">
        {t(
          'Whoever has a link can open it without signing in. It shows what you choose here, as it is at that moment, and nothing else. Links to shipments are calendars too: with /calendar.ics at the end of its address a link gives arrivals and last free days, if they are chosen, to any calendar that subscribes to it.',
        )}
      </p>
      {operator && (
        <LinkForm
          action={issue}
          target={target}
          choices={parts.map((one) => ({ ...one, chosen: !hidden.includes(one.id) && !NOT_CHOSEN.has(one.id) }))}
        />
      )}
      {links.length === 0 ? (
        <Nothing>{t('No link yet.')}</Nothing>
      ) : (
        <LinkTable links={links} revoke={operator ? revoke : null} at={now()} />
      )}
    </Section>
  );
}

const partsOfShipment = Object.entries(SHARED_PARTS).map(([id, label]) => ({ id, label }));
