import { counted as cached, countsOf, inboxCounts } from '#app/(dashboard)/cached-count.ts';
import { readWords } from '#app/words.ts';
import { FreightMap } from '#components/map/freight-map.tsx';
import { Arrivals } from '#components/overview/arrivals.tsx';
import { EtaDelays } from '#components/overview/eta-delays.tsx';
import { Lanes } from '#components/overview/lanes.tsx';
import { MissingDocuments } from '#components/overview/missing-documents.tsx';
import { MoneyDue } from '#components/overview/money-due.tsx';
import { NeedsAttention } from '#components/overview/needs-attention.tsx';
import { QuietText, Section } from '#components/overview/section.tsx';
import { Sources } from '#components/overview/sources.tsx';
import { ViewCounts } from '#components/overview/view-counts.tsx';
import { database } from '#db/client.ts';
import { EXCEPTIONS } from '#db/queries/exceptions.ts';
import { type InTransit, listInTransit } from '#db/queries/in-transit.ts';
import { MISSING_DOCUMENTS } from '#db/queries/missing-documents.ts';
import { type BusyLane, listEtaDelays } from '#db/queries/overview.ts';
import { sourceHealth } from '#db/queries/source-health.ts';
import { countText } from '#lib/model/count.ts';
import type { TitleType } from '#lib/model/shipment-title.ts';
import { useWords } from '#words';
import { listPeople } from '../exceptions/people.ts';
import { withSourceTitle } from '../exceptions/source-title.ts';
import { providerOptions, providerTitles } from '../provider-titles.ts';
import { onMap } from './in-transit.ts';

const MAX_ETA_DELAYS = 6;
/** Maximum of dots on the map. */
const MAX_DOTS = 100;
const DAY = 86_400_000;

/** `titleType`: the type of reference that the user wants as title of shipments. `me`: their e-mail address. */
type Props = { titleType: TitleType | null; me: string };

/** The overview page. */
export async function Overview({ titleType, me }: Props) {
  const db = database();
  const names = providerOptions.map(({ value }) => value);
  const [counts, exceptions, inbox, people, ports, awaited, lacking, delays, due, sources, moving, lanes] =
    await Promise.all([
      cached('views'),
      cached('exceptions'),
      inboxCounts(me),
      listPeople(),
      cached('arrivals'),
      cached('awaited'),
      countLacking(),
      listEtaDelays(db, MAX_ETA_DELAYS),
      cached('due'),
      sourceHealth(db, names),
      listInTransit(db, MAX_DOTS),
      cached('lanes'),
    ]);
  const now = Date.now();
  const words = await readWords();
  const { t } = words;
  return (
    <>
      <ViewCounts counts={counts} />
      <div className="grid xl:grid-cols-[minmax(0,1fr)_26rem]">
        <div className="min-w-0 xl:border-r xl:border-line">
          <Section
            title={t('Needs attention')}
            note={t('most urgent first')}
            href={EXCEPTIONS.path}
            all={t('All {n}', { n: inbox.all })}
          >
            <NeedsAttention
              exceptions={exceptions.map(withSourceTitle)}
              counts={inbox}
              people={people.names}
              path={EXCEPTIONS.path}
              me={me}
            />
          </Section>
          <Moves titleType={titleType} moving={moving} busiest={lanes} now={now} total={counts.moving} />
        </div>
        <div className="min-w-0">
          <Section
            title={t('Arriving this week')}
            href="/shipments?view=arriving"
            all={t('All {n}', { n: countText(counts.arriving, words) })}
          >
            <Arrivals ports={ports} today={Math.floor(now / DAY) * DAY} />
            <MissingDocuments lacking={lacking} awaited={awaited} href={MISSING_DOCUMENTS.path} />
          </Section>
          <Section
            title={t('ETA delays since yesterday')}
            href="/shipments?view=slipped"
            all={t('All {n}', { n: countText(counts.slipped, words) })}
          >
            <EtaDelays delays={delays} />
          </Section>
          <Section title={t('Invoices due')} href="/invoices" all={t('All invoices')}>
            <MoneyDue due={due} />
          </Section>
          <Section title={t('Sources')} href="/deliveries" all={t('Webhook log')}>
            <Sources sources={sources} titles={providerTitles} />
          </Section>
        </div>
      </div>
    </>
  );
}

/** The number of shipments that arrive next and lack documents: that of the list, from the same cache. */
async function countLacking(): Promise<number> {
  const counts = await countsOf(MISSING_DOCUMENTS);
  return (await counts.tabs({})).total ?? 0;
}

type MovesProps = {
  moving: readonly InTransit[];
  busiest: readonly BusyLane[];
  now: number;
  total: number;
  titleType: TitleType | null;
};

function Moves({ moving, busiest, now, total, titleType }: MovesProps) {
  const { lanes, dots } = onMap(moving, { now, titleType });
  const words = useWords();
  const { t } = words;
  const summary = t('{shipments} shipments on {lanes} lanes between ports', {
    ...{ shipments: dots.length, lanes: lanes.length },
  });
  return (
    <Section
      title={t('In transit')}
      note={t('estimated positions')}
      href="/shipments?status=in_transit"
      all={t('All {n} in transit', { n: countText(total, words) })}
    >
      {dots.length === 0 ? (
        <QuietText>{t('No shipment is between two ports right now.')}</QuietText>
      ) : (
        <>
          <FreightMap lanes={lanes} dots={dots} summary={summary} />
          <Lanes lanes={busiest} />
        </>
      )}
    </Section>
  );
}
