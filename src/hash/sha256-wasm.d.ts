/** build/sha256.wasm, compiled from assembly/sha256.ts, in base64. Made by scripts/build-wasm.mjs. */
declare const base64: string;
export default base64;
