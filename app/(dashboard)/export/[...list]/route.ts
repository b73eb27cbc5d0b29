import type { NextRequest } from 'next/server';
import { LIST_SHEETS } from '#app/list-sheets.ts';
import { database } from '#db/client.ts';
import { listColumnChoices } from '#db/queries/list-columns.ts';
import { currentUser } from '#lib/auth/require-user.ts';
import { problem } from '#lib/problem.ts';
import { SHEET_FORMATS, sheetStream, sheetType } from '#lib/sheet/stream.ts';

type Context = { params: Promise<{ list: string[] }> };

/** A list as a file, with the filters and the order of its address and the columns that the user sees. */
export async function GET(request: NextRequest, { params }: Context): Promise<Response> {
  const user = await currentUser();
  if (!user) return refuse(401, 'Sign in first');
  const { list } = await params;
  const path = `/${list.join('/')}`;
  const sheet = LIST_SHEETS.get(path);
  if (!sheet) return refuse(404, 'There is no list at this address');
  const { file, ...search } = Object.fromEntries(request.nextUrl.searchParams);
  const format = SHEET_FORMATS.find((one) => one === file);
  if (!format) return refuse(400, `file: must be ${SHEET_FORMATS.join(' or ')}`);
  const choices = await listColumnChoices(database(), user.id);
  const source = await sheet.open(search, choices[path] ?? { hidden: [], pinned: [] });
  return new Response(sheetStream(format, source), {
    headers: {
      'content-type': sheetType(format),
      'content-disposition': `attachment; filename="${list.join('-')}.${format}"`,
      'cache-control': 'private, no-store',
    },
  });
}

function refuse(status: number, detail: string): Response {
  return Response.json(problem(status, detail), { status, headers: { 'content-type': 'application/problem+json' } });
}
