import { inspectModel, type Claims, type Reason } from '../src/index.js';
import { handedOver, type Given } from './lib/handed-over.js';
import { withSignature, type Choice, type Signature } from './lib/choice.js';
import { lookInto, type Sight } from './lib/look.js';

type Elsewhere = Extract<Signature, { from: 'elsewhere' }>;

/** A signature that the system opened this page with, until its model is chosen. */
export class Handed {
  signature = $state.raw<Elsewhere | null>(null);
  /** What it says about itself. */
  claims = $state.raw<Claims | null>(null);
  /** Why it cannot be read. */
  reasons = $state.raw<readonly Reason[]>([]);
  /** Any website may have sent it. Then it never takes the place of a signature that lies with the model. */
  isByForm = $state(false);
  /** The link brought it that opened the page. */
  isByLink = $state(false);
  /** Something was shared, and could not be taken. */
  isLost = $state(false);

  constructor() {
    handedOver((given) => void this.take(given));
  }

  async take(given: Given): Promise<void> {
    this.setAside();
    if (given === 'lost') {
      this.isLost = true;
      return;
    }
    const { name, open } = given;
    const signature: Elsewhere = { from: 'elsewhere', name, open };
    this.signature = signature;
    this.isByForm = given.isByForm;
    this.isByLink = given.isByLink === true;
    const blob = await given.open().catch(() => null);
    // Gone meanwhile: that is told when it is needed.
    if (blob === null) return;
    // Nothing is asked of a model yet; the signature stands in for one.
    const { claims, reasons } = await inspectModel({ model: [{ path: given.name, blob }], bundle: blob });
    if (this.signature !== signature) return;
    this.claims = claims;
    this.reasons = reasons;
  }

  /**
   * The choice with it, where it can be read, and no other signature was chosen.
   *
   * @param isInSight whether it is on the page; one that a link brought is shown throughout
   */
  with(choice: Choice, isInSight: boolean): Choice {
    const { signature, reasons, isByLink } = this;
    const isMeant = (isInSight || isByLink) && choice.signature === null;
    return signature !== null && isMeant && reasons.length === 0 ? withSignature(choice, signature) : choice;
  }

  /** What any website may have handed over does not stand for the signature that lies with the model. */
  async ownFirst<T extends Sight & { readonly choice: Choice }>(chosen: T, signal: AbortSignal): Promise<T> {
    const isForeign = this.isByForm && chosen.choice.signature === this.signature;
    if (!isForeign || chosen.inspection.bundles.length === 0) return chosen;
    const choice = withSignature(chosen.choice, null);
    return { ...chosen, ...(await lookInto(chosen.whole, choice, signal)), choice };
  }

  setAside(): void {
    this.signature = null;
    this.claims = null;
    this.reasons = [];
    this.isByLink = false;
    this.isLost = false;
  }
}
