/** The kernels compiled from assembly/, in base64. Made by scripts/build-wasm.mjs. */
export const scalar: string;
/** Needs v128; hashes four messages at once too. */
export const simd: string;
