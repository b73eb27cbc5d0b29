import type { RunStep } from '#lib/model/run.ts';
import type { Api, SnapshotPage } from '#lib/providers/api.ts';
import type { Run } from './runs.ts';
import { nextStep } from './step.ts';

/** Pages that are fetched in advance. */
const PAGES_AHEAD = 3;

type Fetched = { step: RunStep; page: Promise<SnapshotPage> };

/** Fetches the next pages of a run's lists, one after the other, while the current one is being stored. */
export class PagePrefetcher {
  readonly #api: Api;
  readonly #run: Pick<Run, 'scope' | 'since' | 'refused'>;
  #ready: Fetched[] = [];
  /** The latest fetch; the next page can be fetched when it returned the cursor. */
  #last: Fetched | null = null;

  constructor(api: Api, run: Pick<Run, 'scope' | 'since' | 'refused'>) {
    this.#api = api;
    this.#run = run;
  }

  /** The page of a step, from those fetched in advance if it is there. */
  page(step: RunStep): Promise<SnapshotPage> {
    const first = this.#ready.shift();
    const isIt = first?.step.kind === step.kind && first.step.cursor === step.cursor;
    if (!isIt) this.#ready = [];
    const wanted = isIt ? first : this.#begin(step);
    if (this.#last) this.#follow(this.#last);
    return wanted.page;
  }

  drop(): void {
    this.#ready = [];
    this.#last = null;
  }

  #begin(step: RunStep): Fetched {
    const { scope, since } = this.#run;
    const page = this.#api.page(step.kind ?? '', {
      since: scope === 'incremental' ? since : null,
      cursor: step.cursor,
    });
    this.#last = { step, page };
    return this.#last;
  }

  #follow(last: Fetched): void {
    const goOn = (page: SnapshotPage) => {
      if (this.#last !== last || this.#ready.length >= PAGES_AHEAD) return;
      const step = nextStep(this.#api, this.#run, last.step, page.next);
      if (step?.phase !== 'list') return;
      const next = this.#begin(step);
      this.#ready.push(next);
      this.#follow(next);
    };
    // Errors surface where the page is awaited.
    last.page.then(goOn, () => {});
  }
}
