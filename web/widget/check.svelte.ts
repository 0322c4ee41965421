import type { Claimed, ModelInput, Prose, Report, TrustInput, VerifyRequest } from '../../src/index.js';
import { formatsOf } from '../lib/format.js';
import { withBundle } from '../lib/deep-link-make.js';
import { faultText } from './fault-text.js';
import { codeOf, HostFault, HubRefusal, PartMissing, valueOf } from './check-fault.js';
import { LoadFault, type FaultCode } from './fault.js';
import { heldBy } from './held.js';
import type { Options } from './options.js';
import { loadEngine, loadGerman, type Engine } from './parts.js';
import type { Listed } from './engine.js';
import type { Depth, WidgetEvent, WidgetSource } from './source.js';
import { english, type Words } from './text/english.js';
import type { FilesDepth, Local, Own, Signed, Wording } from './visit.js';

const NOTHING: Options = {
  modelName: null,
  claimed: null,
  files: null,
  language: 'en',
  theme: 'auto',
  density: 'card',
  page: null,
};

/** In characters. A longer link is a burden to whoever sends it on, and some programs cut it. */
const MAX_LINKED = 65_536;

/** One widget's visit: what it was asked, how far it is. A superseded run writes nothing any more. */
export class WidgetCheck {
  readonly #source: WidgetSource;
  options: Options = $state.raw(NOTHING);
  signed: Signed = $state.raw({ kind: 'waiting' });
  local: Local = $state.raw({ kind: 'none' });
  own: Own | null = $state.raw(null);
  /** Whether the bundle of the page could not be had, so that the download's own one is taken. */
  usesOwnSignature = $state.raw(false);
  wording: Wording = $state.raw(inWords(english, null));

  /** What the hub lists, once it did; null where the page names no hub. */
  listed: Listed | null = $state.raw(null);

  #engine: Engine | null = null;
  #bundle: Blob | string | null = null;
  /** The bundle as a link holds it; null until it is known, and where it is too long for one. */
  #packed: string | null = $state.raw(null);
  #isExpectationKnown = false;
  #model: ModelInput | null = null;
  #signedRun = new AbortController();
  #localRun = new AbortController();

  constructor(source: WidgetSource) {
    this.#source = source;
    this.options = source.options;
    void this.#speak();
  }

  get start(): NonNullable<WidgetSource['start']> {
    return this.#source.start ?? 'visible';
  }

  /** To the page, ready to check the same signature; null where nobody says where that is. */
  get link(): string | null {
    const { page } = this.options;
    return page === null || this.#packed === null ? page : withBundle(page, this.#packed);
  }

  /** What only looks otherwise checks nothing anew. */
  update(options: Options): void {
    const before = this.options;
    this.options = options;
    if (options.language !== before.language) void this.#speak();
    const isOther = options.modelName !== before.modelName;
    // What the visitor said and dropped was for the model that was named then.
    if (isOther) {
      this.own = null;
      this.forgetModel();
    }
    const asksAnew = isOther || JSON.stringify(options.claimed) !== JSON.stringify(before.claimed);
    if (asksAnew) this.#again();
  }

  async checkSignature(): Promise<void> {
    const signal = this.#next();
    const { hub = null } = this.#source;
    try {
      await this.#needExpectation(signal);
      this.signed = { kind: this.#bundle === null ? 'fetching' : 'checking' };
      const loading = this.#load('signature');
      // Where the signature cannot be had, nobody is left to hear that this failed too.
      loading.catch(() => undefined);
      this.#bundle ??= await heldBy(signal, this.#signature(loading, signal));
      signal.throwIfAborted();
      this.signed = { kind: 'checking' };
      const { verifySignature, signerIsVouchedFor, packBundle } = await heldBy(signal, loading);
      const question = await this.#question(this.options.modelName, signal);
      const report = await verifySignature(this.#bundle, {
        ...question,
        modelName: this.options.modelName,
        signal,
      });
      signal.throwIfAborted();
      this.signed = { kind: 'checked', report, isVouched: signerIsVouchedFor(report) };
      this.#source.tell({ kind: 'verdict', depth: 'signature', report });
      if (hub?.isCompared === true) void this.checkHub('reported');
      // Without it, the link says where the signature lies.
      const packed = await heldBy(
        signal,
        packBundle(this.#bundle).catch(() => null),
      );
      this.#packed = packed === null || packed.length > MAX_LINKED ? null : packed;
    } catch (error) {
      if (signal.aborted) return;
      this.signed = this.#failure(error);
    }
  }

  async checkFiles(model: ModelInput): Promise<void> {
    await this.#checkAll('local', async (engine, signal, onProgress) => {
      const { inspectModel, openModel, verifyModel } = engine;
      this.#model = model;
      const bundle = await this.#bundleFor(signal);
      this.usesOwnSignature = bundle === null;
      const asked = {
        model: await openModel(model, { signal }),
        ...(bundle === null ? {} : { bundle }),
        signal,
      };
      // Its own name: by the host's, the host would choose which remembered signers count.
      const { name } = (await inspectModel(asked)).model;
      signal.throwIfAborted();
      return verifyModel({ ...(await this.#question(name, signal)), ...asked, onProgress });
    });
  }

  /** What the hub reports, or sends; nothing of it is kept. */
  async checkHub(depth: 'reported' | 'streamed'): Promise<void> {
    await this.#checkAll(depth, async (engine, signal, onProgress) => {
      const { listed } = this;
      if (listed === null) throw new HostFault('bundle-not-named');
      const question = await this.#question(this.options.modelName, signal);
      const bundle = this.#bundle ?? undefined;
      return engine.checkHub(listed, depth, { ...question, bundle, signal, onProgress });
    });
  }

  async #checkAll(
    depth: FilesDepth,
    run: (
      engine: Engine,
      signal: AbortSignal,
      onProgress: NonNullable<VerifyRequest['onProgress']>,
    ) => Promise<Report>,
  ): Promise<void> {
    this.#localRun.abort();
    this.#localRun = new AbortController();
    const { signal } = this.#localRun;
    this.#model = null;
    try {
      this.local = { kind: 'checking', progress: null };
      await this.#needExpectation(signal);
      const engine = await heldBy(signal, this.#load(depth));
      const report = await run(engine, signal, (progress) => {
        if (signal.aborted) return;
        this.local = { kind: 'checking', progress };
        this.#source.tell({ kind: 'progress', depth, progress });
      });
      signal.throwIfAborted();
      this.local = { kind: 'checked', depth, report, isVouched: engine.signerIsVouchedFor(report) };
      this.#source.tell({ kind: 'verdict', depth, report });
    } catch (error) {
      if (!signal.aborted) this.local = this.#failure(error);
    }
  }

  /** What was dropped cannot be checked. */
  refuse(code: FaultCode): void {
    this.local = { kind: 'failed', code };
    this.#fail(code);
  }

  cancel(): void {
    this.#localRun.abort();
    this.local = { kind: 'cancelled' };
  }

  forgetModel(): void {
    this.#localRun.abort();
    this.#model = null;
    this.local = { kind: 'none' };
  }

  /** The visitor's own word; null takes it back. */
  expect(own: Own | null): void {
    this.own = own;
    this.#again();
  }

  end(): void {
    this.#signedRun.abort();
    this.#localRun.abort();
  }

  #again(): void {
    if (this.signed.kind !== 'waiting') void this.checkSignature();
    if (this.#model !== null && this.local.kind !== 'cancelled') void this.checkFiles(this.#model);
    // Not fetched again unasked; what was compared with the host's word is, by the signature's own check.
    else if (this.#model === null) this.forgetModel();
  }

  /** What the page meant to say is not left out silently; the visitor's own word goes without it. */
  async #needExpectation(signal: AbortSignal): Promise<void> {
    const { fault = null, expectation } = this.#source;
    if (this.own !== null) return;
    if (fault !== null) throw new HostFault(fault);
    if (expectation === undefined || this.#isExpectationKnown) return;
    const claimed = await heldBy(signal, expectation(signal));
    this.#isExpectationKnown = true;
    this.options = { ...this.options, claimed };
  }

  #next(): AbortSignal {
    this.#signedRun.abort();
    this.#signedRun = new AbortController();
    return this.#signedRun.signal;
  }

  async #question(
    modelName: string | null,
    signal: AbortSignal,
  ): Promise<Pick<VerifyRequest, 'trust' | 'claimed' | 'pins'>> {
    const { claimed } = this.options;
    const pins = await heldBy(signal, this.#source.pins(modelName));
    const trust: TrustInput = this.own?.trust ?? { method: 'inspect' };
    const byHost: Claimed | null = claimed === null ? null : { by: 'host', signer: claimed };
    return { trust, pins, ...(byHost === null ? {} : { claimed: byHost }) };
  }

  /** That of the page, or the only one that its hub has. */
  async #signature(loading: Promise<Engine>, signal: AbortSignal): Promise<Blob | string> {
    const { hub = null, bundle } = this.#source;
    if (hub === null) return bundle(signal);
    const engine = await loading;
    this.listed ??= valueOf(await engine.openHub(hub.address, signal));
    if (hub.hasBundle) return bundle(signal);
    return valueOf(await engine.hubBundle(this.listed, signal));
  }

  /** That of the page; null where it cannot be had, and the download has to bring its own. */
  async #bundleFor(signal: AbortSignal): Promise<Blob | string | null> {
    try {
      return (this.#bundle ??= await heldBy(signal, this.#signature(this.#load('signature'), signal)));
    } catch (error) {
      signal.throwIfAborted();
      if (error instanceof LoadFault || error instanceof HostFault || error instanceof HubRefusal)
        return null;
      throw error;
    }
  }

  async #load(depth: Depth): Promise<Engine> {
    try {
      this.#engine = await loadEngine(depth);
    } catch (cause) {
      throw new PartMissing(cause);
    }
    await this.#speak();
    return this.#engine;
  }

  /** Where German cannot be had, English is better than nothing; that it is missing is told to the host. */
  async #speak(): Promise<void> {
    const { language } = this.options;
    if (language === 'de') {
      try {
        const { words, prose } = await loadGerman();
        if (this.options.language === 'de') this.wording = inWords(words, prose);
        return;
      } catch {
        this.#fail('part-missing');
      }
    }
    this.wording = inWords(english, this.#engine?.english ?? null);
  }

  #failure(error: unknown): Extract<Local, { readonly kind: 'failed' }> {
    const code = codeOf(error);
    this.#fail(code);
    return { kind: 'failed', code, reason: error instanceof HubRefusal ? error.reason : undefined };
  }

  #fail(code: FaultCode): void {
    this.#source.tell({ kind: 'error', code, message: faultText(code, english) } satisfies WidgetEvent);
  }
}

function inWords(words: Words, prose: Prose | null): Wording {
  return { words, prose, format: formatsOf(words.locale, words.instant) };
}
