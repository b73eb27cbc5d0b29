import type { ApiCheck } from '#lib/model/api-check.ts';
import type { Words } from '#lib/model/language.ts';

/** The result of a check of an API in words, with what to do. */
export function checkText(title: string, check: ApiCheck, { t }: Words): string {
  switch (check.outcome) {
    case 'connected':
      return t('Connected. All {n} lists can be read.', { n: check.lists.length });
    case 'refused':
      return t(
        'Refused: {source} does not accept these keys. Compare them with those that it issued. It says: {detail}',
        { source: title, detail: check.detail },
      );
    case 'unreachable':
      return t(
        'Not reachable: {source} does not answer. Check the address, the network and the proxy of this machine. {detail}',
        { source: title, detail: check.detail },
      );
    case 'forbidden':
      return t(
        'Wrong permissions: the keys are accepted, but may not read {lists}. Grant them at {source}. It says: {detail}',
        { lists: check.lists.join(', '), source: title, detail: check.detail },
      );
    case 'unexpected':
      return t('Unexpected answer: is this the address of the API of {source}? {detail}', {
        source: title,
        detail: check.detail,
      });
  }
}
