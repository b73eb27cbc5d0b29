import type { Metadata } from 'next';
import { readWords } from '#app/words.ts';
import { EmptyInbox } from '#components/exceptions/empty-inbox.tsx';
import { GroupFilter } from '#components/exceptions/group-filter.tsx';
import { Inbox } from '#components/exceptions/inbox.tsx';
import { NothingOpen } from '#components/exceptions/nothing-open.tsx';
import { groupLinks, inboxTabs, tabOf } from '#components/exceptions/tabs.ts';
import { LiveRefresh } from '#components/live/live-refresh.tsx';
import { WhyLayer } from '#components/shipment/why.tsx';
import { ListHead } from '#components/table/list-head.tsx';
import { stateSearch } from '#components/table/list-state.ts';
import { database } from '#db/client.ts';
import { EXCEPTIONS, getException } from '#db/queries/exceptions.ts';
import { includesRole } from '#lib/auth/roles.ts';
import { countText } from '#lib/model/count.ts';
import { SEVERITY_LABELS } from '#lib/model/exception.ts';
import type { Words } from '#lib/model/language.ts';
import { inboxCounts } from '../cached-count.ts';
import { openList } from '../open-list.ts';
import { readOne, type SearchParams } from '../records.ts';
import { optionsOf, SOURCE } from '../selects.ts';
import { commandMatching, findMatching } from './many.ts';
import { OpenException } from './open-exception.tsx';
import { listPeople } from './people.ts';
import { withSourceTitle } from './source-title.ts';

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await readWords()).t(EXCEPTIONS.title) };
}

const ORDER = {
  ...{ key: 'sort', label: 'Order¦sort', all: 'Most urgent first' },
  options: optionsOf({ deadline: 'By deadline', amount: 'Most money at risk first', openedAt: 'Newest first' }),
};

export default async function ExceptionsPage({ searchParams }: { searchParams: SearchParams }) {
  const { open: id } = await searchParams;
  const { screen, table, key, user, filter, counts: cached } = await openList(EXCEPTIONS, searchParams);
  const { spec, state } = table;
  const words = await readWords();
  const { t } = words;
  const { previousCursor, nextCursor } = table.page;
  const isAllShown = previousCursor === null && nextCursor === null;
  const [counts, people, matching, open] = await Promise.all([
    inboxCounts(user.email, filter),
    listPeople(),
    isAllShown ? null : cached.rows(filter),
    typeof id === 'string' ? readOne(id, (known) => getException(database(), known)) : null,
  ]);
  const applied = [...screen.applied, ...ownerApplied(state.owner, user.email, people.names)];
  return (
    <>
      <LiveRefresh />
      {open && <h1 className="sr-only lg:hidden">{t(screen.title)}</h1>}
      {/* On narrow screens the open exception has the page for itself. */}
      <div className={open ? 'max-lg:hidden' : undefined}>
        <ListHead
          {...screen}
          applied={applied}
          filters={[severityFilter(t), SOURCE, ORDER]}
          tabs={inboxTabs(spec, state, counts, user.email, words)}
        />
        <GroupFilter links={groupLinks(spec, state, counts, user.email)} />
      </div>
      <Inbox
        key={key}
        {...table}
        page={{ ...table.page, data: table.page.data.map(withSourceTitle) }}
        open={open && withSourceTitle(open)}
        detail={
          open ? (
            <OpenException item={withSourceTitle(open)} people={people.names} back={spec.base + stateSearch(state)} />
          ) : (
            <NothingOpen isMissing={id !== undefined} />
          )
        }
        empty={<EmptyInbox tab={tabOf(state, user.email)} spec={spec} state={state} />}
        me={user.email}
        canAct={includesRole(user.role, 'operator')}
        people={people.owners}
        names={people.names}
        many={{
          find: findMatching,
          command: commandMatching,
          count: matching === null ? null : countText(matching, words),
        }}
      />
      <WhyLayer />
    </>
  );
}

function severityFilter(t: Words['t']) {
  const options = optionsOf(SEVERITY_LABELS)
    .toReversed()
    .map(({ value, label }) => {
      const severity = t(label);
      return { value, label: value === 'critical' ? severity : t('{severity} or worse', { severity }) };
    });
  return { key: 'severity', label: 'Severity', all: 'Any severity', options };
}

/** The owner of the address as a filter that can be removed, unless a tab shows it. */
function ownerApplied(owner: string | undefined, me: string, names: Readonly<Record<string, string>>) {
  if (owner === undefined || owner === 'nobody' || owner === me) return [];
  return [{ key: 'owner', label: 'Owner', value: names[owner] ?? owner, clear: 'Show those of all owners' }];
}
