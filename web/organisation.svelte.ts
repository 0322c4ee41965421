import { parseExpectations, verifyModel, type Reasons } from '../src/index.js';
import { language } from './language.svelte.js';
import { isOld, seenAt, siteSettings } from './lib/site-settings.js';
import type { InForce, Offered } from './memory/expectations.svelte.js';
import type { Outcome } from './memory/fault.js';
import { memory } from './memory/memory.svelte.js';
import { now, pinOf } from './memory/rows.js';

/** Far above what any such file may have. */
const MAX_BYTES = 2 ** 24;

/** Why a file was not taken. `signature`: one lay beside it, and does not make it that of somebody whom the person remembers. */
export type Refused =
  | { readonly why: 'file'; readonly fileName: string; readonly reasons: Reasons }
  | { readonly why: 'signature'; readonly fileName: string; readonly detail: string };

/** Whom an organisation expects: by a file that the person loaded, else by the one of the site that the page is on. */
export class Organisation {
  /** Of the site. */
  #site = $state.raw<InForce | null>(null);
  /** Why the site's own cannot be used; null where it has none. */
  siteProblem = $state.raw<Reasons | 'unreachable' | null>(null);
  /** The site names a mirror of trust that is not on it. */
  hasUnusableTrust = $state(false);
  /** When the site's was last seen, in ISO 8601, where it cannot be had now. */
  siteSeenAt = $state<string | null>(null);
  /** Read, and waiting for the person's word. */
  offered = $state.raw<Offered | null>(null);
  refused = $state.raw<Refused | null>(null);
  /** The latest counts. */
  #offers = 0;

  /** Nothing steps in for the person's own file where that is damaged. */
  get inForce(): InForce | null {
    const { inForce, damage, reasons } = memory.expectations;
    return inForce ?? (damage === null && reasons === null ? this.#site : null);
  }

  get isOfSite(): boolean {
    return this.inForce !== null && this.inForce === this.#site;
  }

  /** The administrator's word, which comes with the page itself. Never an address out of a link. */
  async readSite(): Promise<void> {
    try {
      const settings = await siteSettings();
      this.hasUnusableTrust = settings.hasUnusableTrust;
      const named = settings.expectations;
      if (named === null) return;
      const answer = await fetch(`./${named}`, { redirect: 'error' });
      if (!answer.ok || isOld(answer)) throw new Error('unreachable');
      const parsed = await parseExpectations(await answer.blob());
      const seen = seenAt(answer) ?? settings.seenAt;
      if (!parsed.ok) this.siteProblem = parsed.reasons;
      else {
        this.#site = { expectations: parsed.value, fileName: named, loadedAt: seen ?? now(), signedBy: null };
        this.siteSeenAt = seen;
      }
    } catch {
      // Whether the site has one cannot be told, and so is not passed over.
      this.siteProblem = 'unreachable';
    }
  }

  /** Reads a file that the person handed over, with the signature beside it if there is one. */
  async offer(file: File, signature: Blob | null): Promise<void> {
    const offer = (this.#offers += 1);
    this.offered = null;
    this.refused = null;
    const { name: fileName } = file;
    const refuse = (refused: Refused): void => {
      if (offer === this.#offers) this.refused = refused;
    };
    // Read once, so that what is shown is what is kept. What is too large is refused unread.
    const bytes = file.size > MAX_BYTES ? null : await file.arrayBuffer().catch(() => null);
    const content = bytes === null ? file : new File([bytes], fileName);
    const parsed = await parseExpectations(content);
    if (!parsed.ok) {
      refuse({ why: 'file', fileName, reasons: parsed.reasons });
      return;
    }
    const signer = signature === null ? null : await signerOf(content, signature);
    if (signer !== null && 'detail' in signer) {
      refuse({ why: 'signature', fileName, detail: signer.detail });
      return;
    }
    const { value: expectations } = parsed;
    const text = await content.text();
    if (offer !== this.#offers) return;
    this.offered = { expectations, fileName, loadedAt: now(), signedBy: signer?.name ?? null, text };
  }

  async accept(): Promise<Outcome | null> {
    if (this.offered === null) return null;
    const done = await memory.expectations.keep(this.offered);
    if (done.ok) this.offered = null;
    return done;
  }

  dismiss(): void {
    this.offered = null;
    this.refused = null;
  }
}

/** Who signed a file of expectations, of those whom the person remembers as confirmed. */
async function signerOf(
  file: File,
  bundle: Blob,
): Promise<{ readonly name: string } | { readonly detail: string }> {
  const report = await verifyModel({
    model: [{ path: file.name, blob: file }],
    bundle,
    trust: { method: 'inspect' },
    pins: memory.pins.applicableTo(file.name).map(pinOf),
  });
  const { basis } = report.trust;
  // A statement about the file may speak against it; only a signature over it vouches for it.
  const isOver = report.claim?.kind === 'file' || report.manifest !== null;
  return report.verdict.code === 'verified' && basis.kind === 'pin' && isOver
    ? { name: basis.name }
    : { detail: language.prose.headline(report) };
}
