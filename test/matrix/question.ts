import type { TrustInput } from '../../src/index.js';

/** What somebody brings and asks: the same through the library, on the page and by the command. */
export interface Question {
  readonly files: Readonly<Record<string, Uint8Array<ArrayBuffer>>>;
  /** The model is the only file, not its folder. */
  readonly single: boolean;
  /** Null: it is looked for among the files. */
  readonly bundle: string | Uint8Array<ArrayBuffer> | null;
  readonly trust: TrustInput;
  readonly ignorePaths: readonly string[];
  readonly only?: readonly string[];
  readonly ignoreUnsignedFiles?: boolean;
}
