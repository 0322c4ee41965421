import { parseExpectations, verifyModel, type Reasons } from '../src/index.js';
import { language } from './language.svelte.js';
import type { InForce, Offered } from './memory/expectations.svelte.js';
import type { Outcome } from './memory/fault.js';
import { memory } from './memory/memory.svelte.js';
import { now, pinOf } from './memory/rows.js';

/** Beside the page; whoever runs the site may name a file of expectations in it. */
const SITE = './touchstone.json';

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
  /** Read, and waiting for the person's word. */
  offered = $state.raw<Offered | null>(null);
  refused = $state.raw<Refused | null>(null);

  get inForce(): InForce | null {
    return memory.expectations.inForce ?? this.#site;
  }

  get isOfSite(): boolean {
    return memory.expectations.inForce === null && this.#site !== null;
  }

  /** The administrator's word, which comes with the page itself. Never an address out of a link. */
  async readSite(): Promise<void> {
    try {
      const named = nameIn(await (await fetch(SITE)).json());
      if (named === null) return;
      const answer = await fetch(`./${named}`, { redirect: 'error' });
      if (!answer.ok) {
        this.siteProblem = 'unreachable';
        return;
      }
      const parsed = await parseExpectations(await answer.blob());
      if (!parsed.ok) {
        this.siteProblem = parsed.reasons;
        return;
      }
      const loadedAt = now();
      this.#site = { expectations: parsed.value, fileName: named, loadedAt, signedBy: null };
    } catch {
      // Without a network, or on a site that has no such file.
    }
  }

  /** Reads a file that the person handed over, with the signature beside it if there is one. */
  async offer(file: File, signature: Blob | null): Promise<void> {
    this.offered = null;
    this.refused = null;
    const parsed = await parseExpectations(file);
    if (!parsed.ok) {
      this.refused = { why: 'file', fileName: file.name, reasons: parsed.reasons };
      return;
    }
    const text = await file.text();
    const signer = signature === null ? null : await signerOf(new File([text], file.name), signature);
    if (signer !== null && 'detail' in signer) {
      this.refused = { why: 'signature', fileName: file.name, detail: signer.detail };
      return;
    }
    const { value: expectations } = parsed;
    const loadedAt = now();
    this.offered = { expectations, fileName: file.name, loadedAt, signedBy: signer?.name ?? null, text };
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
  return report.verdict.code === 'verified' && basis.kind === 'pin'
    ? { name: basis.name }
    : { detail: language.prose.headline(report) };
}

/** A path on the site; null where it names none. */
function nameIn(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('expectations' in json)) return null;
  const { expectations } = json;
  return typeof expectations === 'string' && /^[\w.-]+(?:\/[\w.-]+)*$/.test(expectations)
    ? expectations
    : null;
}
