import { inspectModel, type Claims, type Reason } from '../src/index.js';
import { handedOver, type Given } from './lib/handed-over.js';
import type { Signature } from './lib/choice.js';

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
    const blob = await given.open().catch(() => null);
    // Gone meanwhile: that is told when it is needed.
    if (blob === null) return;
    // Nothing is asked of a model yet; the signature stands in for one.
    const { claims, reasons } = await inspectModel({ model: [{ path: given.name, blob }], bundle: blob });
    if (this.signature !== signature) return;
    this.claims = claims;
    this.reasons = reasons;
  }

  setAside(): void {
    this.signature = null;
    this.claims = null;
    this.reasons = [];
    this.isLost = false;
  }
}
