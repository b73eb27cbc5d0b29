import type { KnownReference, Snapshot } from '../../api.ts';
import { type Fields, isObject, objectsOf, textOf } from '../read.ts';

const COMPANIES = ['shipper_entity', 'consignee_entity', 'buyer', 'seller'];
const COMPANY_LISTS = ['shippers', 'consignees', 'buyers', 'sellers'];
const ADDRESSES = ['origin_address', 'destination_address'];

/**
 * The references (`ref`) of companies and of addresses in an object. Clients choose them, and bookings take nothing else: a company
 * without one cannot be named in a booking.
 */
export function referencesIn({ raw }: Snapshot): KnownReference[] {
  if (!isObject(raw)) return [];
  const companies = [...COMPANIES.map((name) => raw[name]), ...COMPANY_LISTS.flatMap((name) => objectsOf(raw[name]))];
  return [
    ...ADDRESSES.map((name) => raw[name])
      .filter(isObject)
      .flatMap((address) => ofAddress(address, null)),
    // Last, because an address is described better with the company that has it.
    ...companies.filter(isObject).flatMap(ofCompany),
  ];
}

function ofCompany(company: Fields): KnownReference[] {
  const mailing = isObject(company.mailing_address) ? company.mailing_address : {};
  const name = textOf(company.name) ?? null;
  const reference = textOf(company.ref);
  const own = reference ? [{ kind: 'company' as const, reference, ...described(mailing, name) }] : [];
  return [...own, ...ofAddress(mailing, name)];
}

function ofAddress(address: Fields, company: string | null): KnownReference[] {
  const reference = textOf(address.ref);
  if (!reference) return [];
  const street = textOf(address.street_address);
  return [{ kind: 'address', reference, ...described(address, [company, street].filter(Boolean).join(', ') || null) }];
}

function described(address: Fields, name: string | null): Pick<KnownReference, 'name' | 'town' | 'country'> {
  const country = textOf(address.country_code);
  return {
    name: name ?? textOf(address.city) ?? '',
    town: textOf(address.city) ?? null,
    country: country && /^[a-z]{2}$/i.test(country) ? country.toUpperCase() : null,
  };
}
