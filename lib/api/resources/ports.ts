import { z } from 'zod';
import { fieldsOf, format, pageParts } from '#lib/api/operation.ts';
import { text } from '#lib/model/filter.ts';

const row = z.strictObject({
  code: z.string().describe('UN/LOCODE.'),
  name: z.string(),
  country: z.string().describe('ISO 3166-1 alpha-2.'),
  countryName: z.string().describe('In English.'),
});

type Port = z.output<typeof row>;

export const portList = {
  kind: 'list',
  id: 'listPorts',
  path: '/ports',
  tag: 'Requests',
  summary: 'Sea ports that booking requests can name, the best match first',
  name: 'Port',
  row,
  query: z.strictObject({
    q: text(200, 'Parts of the code, name or country; all words must occur, case and accents are ignored.'),
    ...pageParts,
    fields: fieldsOf(row),
    format,
  }),
  show: (port: Port) => port,
} as const;

/** A page of ports. `cursor` is the code of the last port of the previous page; null if no port has it. */
export function pageOfPorts(
  ports: readonly Port[],
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): { data: Port[]; nextCursor: string | null } | null {
  const before = cursor === undefined ? -1 : ports.findIndex(({ code }) => code === cursor);
  if (cursor !== undefined && before < 0) return null;
  const data = ports.slice(before + 1, before + 1 + limit);
  const isLast = before + 1 + limit >= ports.length;
  return { data, nextCursor: isLast ? null : (data.at(-1)?.code ?? null) };
}
