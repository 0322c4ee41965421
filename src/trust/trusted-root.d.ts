/** Made by scripts/build-trusted-root.mjs from the package that ships it. */
export declare const json: string;
export declare const source: string;
/** Hex, of `json`. */
export declare const sha256: string;
