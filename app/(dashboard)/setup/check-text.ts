import type { ApiCheck } from '#lib/model/api-check.ts';

/** The result of a check of an API in words, with what to do. */
export function checkText(title: string, check: ApiCheck): string {
  switch (check.outcome) {
    case 'connected':
      return `Connected. All ${check.lists.length} lists can be read.`;
    case 'refused':
      return `Refused: ${title} does not accept these keys. Compare them with those that it issued. It says: ${check.detail}`;
    case 'unreachable':
      return `Not reachable: ${title} does not answer. Check the address, the network and the proxy of this machine. ${check.detail}`;
    case 'forbidden':
      return `Wrong permissions: the keys are accepted, but may not read ${check.lists.join(', ')}. Grant them at ${title}. It says: ${check.detail}`;
    case 'unexpected':
      return `Unexpected answer: is this the address of the API of ${title}? ${check.detail}`;
  }
}
