/**
 * The conditions of exceptions of a large forwarder: those that are due now and have opened over the last thirty days (`live-exceptions.ts`
 * lets them open), those that were due and have ended, those that will be due in some days, and two waves that the clock makes due
 * together. Written by statements like `fill.ts`; their sizes are shares of the number of shipments.
 */

/** How many conditions of each kind there are, as shares of the number of shipments. */
export const SHARES = { due: 0.054, ended: 0.03, wave: 0.04, small: 0.0004 };

/** Hours from the filling until each wave is due, and until it ends. What comes later comes after two days. */
export const WAVES = { small: 12, wave: 24, end: 26 };

/** Operators, `person1@example.com` and so on, beside the first admin. */
export const PEOPLE = 12;

const NOWHERE = `'00000000-0000-8000-8000-000000000000'::uuid`;

/**
 * Each type: how many of a thousand it is, its least severity, the hours for which it has been open at most, its deadline and its end in
 * hours after it opened, and what it is about.
 */
const TYPES = `(values
  ('hold.customs', 35, 'high', 90, 96, null, ''), ('hold.agency', 10, 'high', 90, 96, null, ''), ('hold.terminal', 12, 'high', 90, 96, null, ''),
  ('hold.freight', 15, 'high', 90, 96, null, ''), ('hold.other', 5, 'high', 90, 96, null, ''),
  ('charge.lfd_near', 150, 'medium', 44, 48, 48, 'container'), ('charge.lfd_past', 90, 'critical', 480, 0, null, 'container'),
  ('arrival.slip', 200, 'medium', 700, null, 1000, ''), ('arrival.overdue', 85, 'medium', 300, -24, null, ''),
  ('departure.late', 65, 'medium', 300, -24, null, 'leg'), ('departure.rolled', 40, 'high', 600, null, null, 'leg'),
  ('departure.vessel_changed', 40, 'low', 600, null, null, 'leg'), ('departure.pod_changed', 10, 'high', 600, null, null, ''),
  ('transshipment.missed', 20, 'high', 300, null, null, 'leg'), ('transshipment.dwell', 25, 'medium', 300, -24, null, 'leg'),
  ('milestone.missing', 110, 'low', 400, -24, null, ''), ('document.missing', 55, 'medium', 200, 72, null, ''),
  ('invoice.variance', 20, 'medium', 700, 720, null, 'invoice'), ('invoice.duplicate', 5, 'medium', 700, 720, null, 'invoice'),
  ('data.conflict', 6, 'low', 300, null, null, ''), ('reference.invalid', 2, 'low', 700, null, null, 'container')
) as kind(type, share, severity, age, deadline, ends, part)`;

const DETAILS = `case kind.part
  when 'container' then json_build_object('container', 'CSQU' || lpad((n % 10000000)::text, 7, '0'), 'timeZone', 'America/Los_Angeles')
  when 'leg' then json_build_object('from', 'EVER ALOT 1187-042E', 'to', 'EVER ACE 0921-011W', 'expected', moment(opens), 'now',
    moment(opens + interval '4 days'), 'place', 'Singapore', 'timeZone', 'Asia/Singapore')
  when 'invoice' then json_build_object('checks', json_build_array(json_build_object('code', 'total', 'expected', '1000.00', 'stated',
    (1000 + n % 900)::text)), 'amount', json_build_object('amount', (n % 900)::text, 'currency', 'USD'))
  else json_build_object('expected', moment(opens), 'milestone', 'ARRIVED', 'place', 'Los Angeles', 'timeZone', 'America/Los_Angeles',
    'documents', json_build_array('customs_entry', 'arrival_notice')) end`;

/** Conditions of \`k\`th ones, given with the number of their shipment as \`given(k, n)\`; \`type\`s by their shares. */
function conditionsOf(given: string): string {
  return `
    insert into exception_conditions (entity_type, entity_id, type, part, severity, opens_at, ends_at, deadline, evidence_at, event_id, details)
    select case kind.part when 'invoice' then 'invoice' else 'shipment' end,
      case kind.part when 'invoice' then key('invoice', (n + 1) / 2) else key('shipment', n) end, type,
      case kind.part when 'container' then key('container', n)::text when 'leg' then key('leg2', n)::text else '' end, severity, opens,
      opens + ends * interval '1 hour', opens + deadline * interval '1 hour', opens - interval '5 minutes', ${NOWHERE}, ${DETAILS}
    from (${given}) as given
    join (select *, sum(share) over (order by type) as until from ${TYPES}) as kind
      on k * 377 % 1000 < until and k * 377 % 1000 >= until - share,
    lateral (select now() - (10 + k * 7127 % (age * 60)) * interval '1 minute' as opens) as at
    on conflict do nothing`;
}

/** The number of a shipment that is under way, the \`m\`th. Those of the waves have an exception only in them. */
const UNDER_WAY = (m: string) =>
  `(20 + ${m} % ({shipments} / 5 - 20)) / 20 * 100 + (20 + ${m} % ({shipments} / 5 - 20)) % 20`;
const IN_WAVE = (m: string) => `(5 + ${m}) / 5 * 100 + 20 + ${m} % 5`;

const count = (share: number) => `greatest(round({shipments} * ${share})::bigint, 1)`;

/** The conditions that the clock makes due together, of four types by turns. */
function wave(share: number, hours: number, from: string): string {
  return `
    insert into exception_conditions (entity_type, entity_id, type, part, severity, opens_at, ends_at, deadline, evidence_at, event_id, details)
    select 'shipment', key('shipment', n), type, case kind.part when 'container' then key('container', n)::text else '' end, severity, opens,
      now() + ${WAVES.end} * interval '1 hour', opens + deadline * interval '1 hour', now() - interval '1 day', ${NOWHERE}, ${DETAILS}
    from generate_series(1::bigint, ${count(share)}) as k, lateral (select ${IN_WAVE(`(k + ${from})`)} as n) as shipment,
      ${TYPES}, lateral (select now() + ${hours} * interval '1 hour' as opens) as at
    where type = (array['charge.lfd_near', 'arrival.overdue', 'milestone.missing', 'document.missing'])[1 + k % 4]`;
}

export const EXCEPTIONS: Record<string, string> = {
  'conditions that are due': conditionsOf(
    // Three in four of them on a shipment that has no other.
    `select k, ${UNDER_WAY('(k * 3 / 4 * 7919)')} as n from generate_series(1::bigint, ${count(SHARES.due)}) as k`,
  ),
  'conditions that will end': conditionsOf(
    `select k, k * 7 / 3 * 100 % {shipments} + 25 + k % 75 as n from generate_series(1::bigint, ${count(SHARES.ended)}) as k`,
  ),
  'a small wave': wave(SHARES.small, WAVES.small, '0'),
  'a wave': wave(SHARES.wave, WAVES.wave, count(SHARES.small)),
  'later conditions': `
    insert into exception_conditions (entity_type, entity_id, type, part, severity, opens_at, ends_at, deadline, evidence_at, event_id, details)
    select 'shipment', key('shipment', n), type, case kind.part when 'container' then key('container', n)::text else '' end, severity, opens,
      opens + ends * interval '1 hour', opens + deadline * interval '1 hour', now() - interval '1 day', ${NOWHERE}, ${DETAILS}
    from generate_series(20::bigint, {shipments} / 5 - 1) as m, lateral (select m / 20 * 100 + m % 20 as n) as shipment, ${TYPES},
      lateral (select now() + (48 + m * 31 % 700 + age) * interval '1 hour' as opens) as at
    where type in ('charge.lfd_near', 'charge.lfd_past', 'arrival.overdue', 'document.missing') on conflict do nothing`,
  'a tariff': `
    insert into demurrage_tariffs (carrier, currency, tiers)
    values ('evergreen', 'USD', '[{"from":1,"rate":"150"},{"from":5,"rate":"300"}]')`,
  people: `
    insert into users (email, name, role, created_at)
    select 'person' || n || '@example.com', 'Person ' || n, 'operator', now() from generate_series(1, ${PEOPLE}) as n`,
  // A ledger of 1.4 KB for each shipment that is under way: whoever changes exceptions locks them.
  ledgers: `
    insert into facts (id, entity_type, provider, external_id, ledger)
    select key('shipment', n), 'shipment', 'flexport', n::text, (select string_agg(md5(n::text || i), '') from generate_series(1, 45) as i)
    from generate_series(1::bigint, {shipments}) as n where n % 100 < 25`,
};
