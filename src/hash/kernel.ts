import base64 from '#sha256-wasm';

/** The SHA-256 kernel (assembly/sha256.ts), ready to run. One is shared by every message: it holds nothing between calls. */
export interface Kernel {
  /** Where whole 64-byte blocks are put; its length is a multiple of 64. */
  readonly input: Uint8Array;
  /** H of FIPS 180-4 §6.2: eight words. Set before `compress`, read after it. */
  readonly state: Uint32Array;
  /** Sets `state` to the initial hash value (FIPS 180-4 §5.3.3). */
  init(): void;
  /** Folds the first `blocks` blocks of `input` into `state`. */
  compress(blocks: number): void;
}

let kernel: Kernel | undefined;

/** Compiles the kernel, once. Works everywhere. */
export async function loadKernel(): Promise<Kernel> {
  if (kernel !== undefined) return kernel;
  const compiled = await WebAssembly.compile(wasm());
  return (kernel ??= kernelOf(compiled));
}

/** The same, at once: for workers and Node. The main thread of a browser may refuse to compile synchronously. */
export function loadKernelSync(): Kernel {
  return (kernel ??= kernelOf(new WebAssembly.Module(wasm())));
}

function wasm(): Uint8Array<ArrayBuffer> {
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

function isKernelModule(exports: object): exports is KernelModule {
  return (
    'memory' in exports &&
    exports.memory instanceof WebAssembly.Memory &&
    ['input', 'capacity', 'state', 'init', 'compress'].every(
      (name) => typeof Reflect.get(exports, name) === 'function',
    )
  );
}
