import { serveList } from '#lib/api/handler.ts';
import { noticeList } from '#lib/api/resources/notices.ts';

export const GET = serveList(noticeList);
