import type { DocumentFields } from '#lib/model/record.ts';
import { type Fields, stated, textOf } from '../read.ts';
import { countOf, firstOf, partOf, textAt, timeOf } from './values.ts';

/** The fields of a document, in either form. */
export function documentFields(source: Fields): DocumentFields {
  const file = partOf(source.file_metadata);
  return stated<DocumentFields>({
    type: textOf(source.document_type),
    fileName: textAt(source, 'file_name', 'filename'),
    memo: textOf(source.memo),
    link: webLink(textAt(source, 'file_link', 'url')),
    size: countOf(file.size) ?? firstOf(source, ['file_size', 'size'], countOf),
    uploadedAt: timeOf(file.uploaded_at) ?? timeOf(source.uploaded_at),
    archived: source.archived_at === undefined ? undefined : timeOf(source.archived_at) !== undefined,
  });
}

/** Users will open it, so only http and https links are accepted. */
function webLink(link: string | undefined): string | undefined {
  return link !== undefined && /^https?:\/\//i.test(link) ? link : undefined;
}
