import { scalar, simd } from '#sha256-wasm';

/** The SHA-256 kernel (assembly/), ready to run. One is shared by every message: it holds nothing between calls. */
export interface Kernel {
  /** Where whole 64-byte blocks are put; its length is a multiple of 64. */
  readonly input: Uint8Array;
  /** H of FIPS 180-4 §6.2: eight words. Set before `compress`, read after it. */
  readonly state: Uint32Array;
  /** Sets `state` to the initial hash value (FIPS 180-4 §5.3.3). */
  init(): void;
  /** Folds the first `blocks` blocks of `input` into `state`. */
  compress(blocks: number): void;
  /** Four messages at once; null where the platform has no SIMD. */
  readonly lanes: Lanes | null;
}

export const LANES = 4;

/** The same for {@link LANES} messages side by side, in about the time of two. Shares its memory with the rest of the kernel. */
export interface Lanes {
  /** One for each lane, all of the same length. */
  readonly inputs: readonly Uint8Array[];
  /** Word `i` of lane `j` at `LANES * i + j`. */
  readonly states: Uint32Array;
  /** Folds as many blocks of each input into its state. A lane that nobody uses costs nothing more. */
  compress(blocks: number): void;
}

/** `simd` runs where the platform has v128, `scalar` wherever there is WebAssembly. */
export type Build = 'simd' | 'scalar';

let kernel: Kernel | undefined;

/** Compiles the best kernel that runs here, once. Works everywhere. */
export async function loadKernel(): Promise<Kernel> {
  if (kernel !== undefined) return kernel;
  const compiled = await WebAssembly.compile(wasm(bestBuild()));
  return (kernel ??= kernelOf(compiled));
}

/** One build, compiled at once and anew, for those who compare them. The main thread of a browser may refuse. */
export function compileKernel(build: Build): Kernel {
  return kernelOf(new WebAssembly.Module(wasm(build)));
}

/** Only "not supported" makes it the scalar one: what fails otherwise, fails. */
function bestBuild(): Build {
  return WebAssembly.validate(wasm('simd')) ? 'simd' : 'scalar';
}

function wasm(build: Build): Uint8Array<ArrayBuffer> {
  const base64 = build === 'simd' ? simd : scalar;
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}

function kernelOf(compiled: WebAssembly.Module): Kernel {
  const { exports } = new WebAssembly.Instance(compiled);
  if (!isKernelModule(exports))
    throw new Error('the SHA-256 kernel is not the one that this code was built with');
  const { memory, input, capacity, state, init, compress } = exports;
  // The kernel never grows its memory, so these views stay attached.
  return {
    input: new Uint8Array(memory.buffer, input(), capacity()),
    state: new Uint32Array(memory.buffer, state(), 8),
    init,
    compress,
    lanes: isLanesModule(exports) ? lanesOf(exports) : null,
  };
}

function lanesOf({ memory, input, capacity, states, compress4 }: LanesModule): Lanes {
  return {
    inputs: Array.from(
      { length: LANES },
      (_, lane) => new Uint8Array(memory.buffer, input() + lane * capacity(), capacity()),
    ),
    states: new Uint32Array(memory.buffer, states(), 8 * LANES),
    compress: compress4,
  };
}

interface KernelModule {
  readonly memory: WebAssembly.Memory;
  readonly input: () => number;
  readonly capacity: () => number;
  readonly state: () => number;
  readonly init: () => void;
  readonly compress: (blocks: number) => void;
}

interface LanesModule extends KernelModule {
  readonly states: () => number;
  readonly compress4: (blocks: number) => void;
}

function isKernelModule(exports: object): exports is KernelModule {
  return (
    'memory' in exports &&
    exports.memory instanceof WebAssembly.Memory &&
    hasFunctions(exports, ['input', 'capacity', 'state', 'init', 'compress'])
  );
}

function isLanesModule(exports: KernelModule): exports is LanesModule {
  return hasFunctions(exports, ['states', 'compress4']);
}

function hasFunctions(exports: object, names: readonly string[]): boolean {
  return names.every((name) => typeof Reflect.get(exports, name) === 'function');
}
