import { serveList } from '#lib/api/handler.ts';
import { containerList } from '#lib/api/resources/containers.ts';

export const GET = serveList(containerList);
