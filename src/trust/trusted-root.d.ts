/** Made by scripts/build-trusted-root.mjs from the package that ships it. */
export declare const json: string;
export declare const source: string;
/** When that package was published, in ISO 8601: what it ships is as old as that, or older. */
export declare const published: string;
/** The root.json of its TUF repository that the package ships, and the version of that. */
export declare const root: string;
export declare const rootVersion: number;
/** The address of that repository. */
export declare const repository: string;
