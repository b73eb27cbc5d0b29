import { answers } from './answers.ts';
import { isReachable, noteFailure } from './reachable.ts';
import { keepSubmitted } from './submitted.ts';

/** The form that is sent although the server was silent, since it answered. */
let letThrough: HTMLFormElement | null = null;

/**
 * Handles `submit` before anything else does: without a connection a form is not sent, so that it keeps what was entered. A server that
 * is only slow is asked first. A search leads to another page, which may say so itself.
 */
export function guardForm(event: SubmitEvent): void {
  const { target: form, submitter } = event;
  if (!(form instanceof HTMLFormElement) || form.closest('search')) return;
  keepSubmitted(form);
  if (isReachable() || form === letThrough) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  void answers().then((isThere) => {
    if (!isThere) return noteFailure('unsent');
    letThrough = form;
    form.requestSubmit(submitter);
    letThrough = null;
  });
}
