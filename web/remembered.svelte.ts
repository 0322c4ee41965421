import type { ExpectationsTrust, VerifyRequest } from '../src/index.js';
import { choiceName } from './lib/choice.js';
import { language } from './language.svelte.js';
import type { Fault } from './memory/fault.js';
import type { Added, Since } from './memory/history.svelte.js';
import { memory } from './memory/memory.svelte.js';
import { pinOf, type KeptPin } from './memory/rows.js';
import { Organisation } from './organisation.svelte.js';
import type { Judged, Ready } from './phase.js';
import { PUBLIC } from './trust/kept.js';
import { trust } from './trust/trust.svelte.js';

/** With what was trusted before, a check can go on. */
const PATIENCE_MS = 4000;

/** What the page's memory has to say about a check that has just ended. */
export interface Past {
  /** What became of the model since its last check here; null where there was none. */
  readonly since: Since | null;
  /** Null where the history is off, or did not take it. */
  readonly added: Added | null;
  /** Why it did not take it. */
  readonly fault: Fault | null;
}

/** The memory, as a visit uses it. */
export class Remembered {
  readonly memory = memory;
  readonly organisation = new Organisation();
  readonly trust = trust;
  #freshening: Promise<void> = Promise.resolve();

  async open(): Promise<void> {
    await Promise.all([memory.open(), this.organisation.readSite(), trust.open()]);
    this.#freshening = trust.refreshFromSite();
  }

  /** Whom an organisation's file names, as a check takes it; null where there is no such file. */
  get stated(): ExpectationsTrust | null {
    const { inForce } = this.organisation;
    return inForce === null ? null : { method: 'expectations', expectations: inForce.expectations };
  }

  /** Whom the person had remembered that may have signed this. */
  pinsFor({ choice, inspection }: Pick<Ready, 'choice' | 'inspection'>): readonly KeptPin[] {
    return memory.pins.applicableTo(inspection.model.name, choice.isSample);
  }

  /** Settles when the site's mirror of trust was asked; a check does not wait long for that. */
  async freshened(): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const late = new Promise<void>((resolve) => (timer = setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([this.#freshening, late]);
    clearTimeout(timer);
  }

  /** What a check takes of it: the same, and whose word is the current one. */
  toCompare(
    ready: Pick<Ready, 'choice' | 'inspection'>,
  ): Pick<VerifyRequest, 'pins' | 'refreshed' | 'staleTrustDays'> {
    const pins = this.pinsFor(ready).map((pin) => ({
      ...pinOf(pin),
      ...(pin.importedAt === null ? {} : { importedAt: pin.importedAt }),
    }));
    return { pins, refreshed: trust.refreshed, staleTrustDays: trust.staleDays };
  }

  /** Why a file of expectations that should be in force is not; null where all is well. */
  get policyProblem(): 'own' | 'site' | null {
    const { damage, reasons } = memory.expectations;
    if (damage !== null || reasons !== null) return 'own';
    return this.organisation.siteProblem === null ? null : 'site';
  }

  /** The site's mirror of trust was asked, and what it has is refused. That it cannot be reached is no news without a network. */
  get isMirrorRefused(): boolean {
    const { update } = trust;
    if (update?.phase !== 'done' || update.id !== PUBLIC || update.fault === null) return false;
    return trust.site !== null && update.fault.code !== 'trust-unreachable';
  }

  /** Keeps the check, after a look at the one before. Null where there is no memory. */
  async record({ ready, report }: Judged, signal: AbortSignal): Promise<Past | null> {
    if (!memory.isOpen) return null;
    const { choice } = ready;
    const { isSample, handle } = choice;
    const { history, folders } = memory;
    const folder = handle !== null && history.isKept ? await folders.add(handle) : null;
    const folderId = folder?.ok === true ? folder.value.id : null;
    const modelLabel = choiceName(choice, report.model.name, language.words.claims.chosen);
    const context = { isSample, modelLabel, folderId };
    const before = await history.changedSince(report, context, signal);
    // No file was looked at: nothing can be said of any.
    const isCompared = report.rows.files.value !== 'not-checked';
    const since = before === null || isCompared ? before : { ...before, files: null };
    const added = await history.add(report, context);
    return added.ok ? { since, added: added.value, fault: null } : { since, added: null, fault: added.fault };
  }
}
