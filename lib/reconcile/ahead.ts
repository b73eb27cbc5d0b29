import type { RunStep } from '#lib/model/run.ts';
import type { Api, SnapshotPage } from '#lib/providers/api.ts';

/** Fetches the next page of a list while the present one is being stored. */
export class Ahead {
  readonly #api: Api;
  readonly #since: string | null;
  #ready: { step: RunStep; page: Promise<SnapshotPage> } | null = null;

  constructor(api: Api, { scope, since }: { scope: string; since: string | null }) {
    this.#api = api;
    this.#since = scope === 'changes' ? since : null;
  }

  /** The page at a step of a list, perhaps fetched already. */
  page(step: RunStep): Promise<SnapshotPage> {
    const ready = this.#ready;
    this.#ready = null;
    if (ready && ready.step.kind === step.kind && ready.step.cursor === step.cursor) return ready.page;
    return this.#fetch(step);
  }

  /** Begins to fetch a page that will be asked for next. */
  prepare(step: RunStep | null): void {
    if (step?.phase !== 'list') return;
    const page = this.#fetch(step);
    // A failure is met by whoever asks for the page.
    page.catch(() => {});
    this.#ready = { step, page };
  }

  drop(): void {
    this.#ready = null;
  }

  #fetch({ kind, cursor }: RunStep): Promise<SnapshotPage> {
    return this.#api.page(kind ?? '', { since: this.#since, cursor });
  }
}
