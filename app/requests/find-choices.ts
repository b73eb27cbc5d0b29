import { FORMS, fieldsOf } from '#components/requests/fields.ts';
import type { Found } from '#components/requests/found.ts';
import { database } from '#db/client.ts';
import { BOOKING_REFERENCES, describedReferences } from '#db/queries/booking-references.ts';
import { readList } from '#db/queries/declared-list.ts';
import { ordersBeginning } from '#db/queries/order-choices.ts';
import type { Picked } from '#lib/model/booking-terms.ts';
import type { Words } from '#lib/model/language.ts';
import { lookup } from '#lib/model/lookup.ts';
import type { RequestKind } from '#lib/model/request.ts';
import { findPorts } from '#lib/places/find-ports.ts';

/** What fits on a screen of a phone and still leaves room to choose. */
const SHOWN = 20;

type Described = { reference: string; name: string; town: string | null; country: string | null };

const ofReference = ({ reference, name, town, country }: Described): Found => ({
  value: reference,
  name,
  note: [reference, [town, country].filter(Boolean).join(', ')].filter(Boolean).join(' · '),
});

const ofPort = ({ code, name, countryName }: { code: string; name: string; countryName: string }): Found => ({
  value: code,
  name,
  note: `${code} · ${countryName}`,
});

/** What a field of a request to a provider can name, for a typed text, the best match first. */
export async function findChoices(of: Picked, provider: string, typed: string, { t }: Words): Promise<Found[]> {
  if (of === 'port') return findPorts(typed).slice(0, SHOWN).map(ofPort);
  if (of === 'order') {
    const orders = await ordersBeginning(database(), typed, SHOWN);
    return orders.map(({ number, buyer, seller, status }) => ({
      value: number,
      name: number,
      note: [seller && buyer ? t('{seller} to {buyer}', { seller, buyer }) : (buyer ?? seller), t(status)]
        .filter(Boolean)
        .join(' · '),
    }));
  }
  const query = { q: typed, kind: of, provider, limit: SHOWN };
  const { data } = await readList(database(), BOOKING_REFERENCES, query);
  return data.map(ofReference);
}

/** What the picked values of a form stand for, by field; those that are not known are missing. */
export async function foundFor(values: Readonly<Record<string, string | undefined>>): Promise<Record<string, Found>> {
  const kind = lookup(FORMS, values.kind ?? '') ? (values.kind as RequestKind) : null;
  const picked = kind === null ? [] : fieldsOf(kind).flatMap(({ name, of }) => pickedIn(name, of, values[name]));
  const references = picked.flatMap(({ of, value }) =>
    of === 'company' || of === 'address' ? [{ kind: of, reference: value }] : [],
  );
  const described = await describedReferences(database(), values.provider ?? '', references);
  return Object.fromEntries(
    picked.flatMap(({ name, of, value }) => {
      const known = described.find((one) => one.kind === of && one.reference === value);
      const port = of === 'port' ? findPorts(value).find(({ code }) => code === value) : undefined;
      const found = known ? ofReference(known) : port ? ofPort(port) : null;
      return found ? [[name, found]] : [];
    }),
  );
}

function pickedIn(name: string, of: Picked | undefined, value: string | undefined) {
  return of && value && !/\p{Cc}/u.test(value) ? [{ name, of, value: value.slice(0, 200) }] : [];
}
