import {
  downloadInto,
  downloadModel,
  openRemote,
  verifyModel,
  verifyReported,
  type Reasons,
  type RemoteModel,
  type Report,
  type VerifyRequest,
} from '../../src/index.js';
import { choiceFromHost } from '../lib/choice.js';
import { siteSettings } from '../lib/site-settings.js';
import { pickFolder } from '../lib/pick-folder.js';
import type { Session } from '../session.svelte.js';

/** What is no bare name. */
const ADDRESS = /^(?:hf|oci|https?):\/\//;
const NO_SETTINGS = { hub: null } as const;

/** How far a check of a model on a host goes. */
export type Depth = 'reported' | 'streamed' | 'downloaded';

/** A model on a host, from its address to the verdict; the visit's phases are the session's. */
export class Hub {
  address = $state('');
  /** While the host is asked: how many files it listed so far. */
  asking = $state.raw<number | null>(null);
  /** Why the host gave no list. */
  refused = $state.raw<Reasons | null>(null);
  depth = $state<Depth>('reported');
  isFolderRefused = $state(false);

  readonly #session: Session;
  #run = new AbortController();
  #folder: FileSystemDirectoryHandle | null = null;

  constructor(session: Session) {
    this.#session = session;
  }

  /** What the link calls the model, where that is an address. It is filled in, and nothing is asked. */
  get linked(): string | null {
    const model = this.#session.linked?.link?.model ?? null;
    return model !== null && ADDRESS.test(model) ? model : null;
  }

  async ask(): Promise<void> {
    this.cancel();
    const { signal } = this.#run;
    this.refused = null;
    this.asking = 0;
    try {
      const { hub } = await siteSettings().catch(() => NO_SETTINGS);
      const answer = await openRemote(this.address.trim(), {
        ...(hub === null ? {} : { endpoint: hub }),
        fetcher: (input, init) => fetch(input, init),
        signal,
        onListed: (files) => {
          if (!signal.aborted) this.asking = files;
        },
      });
      if (signal.aborted) return;
      this.asking = null;
      if (!answer.ok) this.refused = answer.reasons;
      else await this.#session.chooseRemote(this.#choice(answer.value));
    } catch (error) {
      if (signal.aborted) return;
      this.asking = null;
      throw error;
    }
  }

  cancel(): void {
    this.#run.abort();
    this.#run = new AbortController();
    this.asking = null;
  }

  /** Before a check: asks for a folder where one is needed. False where there is none. From a click only. */
  async prepare(): Promise<boolean> {
    this.isFolderRefused = false;
    const { expectation, remembered } = this.#session;
    // What is missing is told before a folder is asked for.
    if (expectation.toTrust(remembered?.stated ?? null) === null) return true;
    if (this.depth !== 'downloaded') return true;
    const picked = await pickFolder('readwrite');
    this.isFolderRefused = picked === 'refused';
    this.#folder = picked === 'refused' ? null : picked;
    return this.#folder !== null;
  }

  #choice(model: RemoteModel): ReturnType<typeof choiceFromHost> {
    return choiceFromHost(model, (request) => this.#verify(model, request));
  }

  #verify(remote: RemoteModel, request: VerifyRequest): Promise<Report> {
    const model = { ok: true, value: remote } as const;
    const folder = this.#folder;
    if (this.depth === 'streamed') return verifyModel(request);
    if (this.depth === 'reported' || folder === null) return verifyReported({ ...request, model });
    return downloadModel({ ...request, model, folder: downloadInto(folder) });
  }
}
