import { database } from '#db/client.ts';
import { getStakeholder } from '#db/queries/stakeholders.ts';
import { serveAction, serveOne } from '#lib/api/handler.ts';
import { HttpError } from '#lib/api/http-error.ts';
import { stakeholderOne, stakeholderRemove } from '#lib/api/resources/stakeholders.ts';
import { removeStakeholder } from '#lib/notices/followed/stakeholders.ts';

export const GET = serveOne(stakeholderOne, getStakeholder);

export const DELETE = serveAction(stakeholderRemove, async (id, { name }) => {
  const rejected = await removeStakeholder(database(), name, id);
  if (rejected !== null) throw new HttpError(404, 'There is no stakeholder with this id');
  return { id };
});
