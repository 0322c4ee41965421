import { NotRead, repositoryAt, type Unread } from './repository.js';

/** Where the public Sigstore publishes its trust. The policy of connected.html names it too, and nobody else. */
export const PUBLIC_HOST = 'tuf-repo-cdn.sigstore.dev';

/** TUF's timestamp names one file. */
const MAX_BYTES = 16 * 1024;

export type PublicUpdate =
  | { readonly state: 'reached' }
  | { readonly state: 'not-reached'; readonly why: Unread; readonly detail: string };

/** A slice, to be replaced by the update itself: it sees only whether the repository can be read, and takes nothing from it. */
export async function updateFromPublic(): Promise<PublicUpdate> {
  try {
    const repository = repositoryAt(PUBLIC_HOST, `https://${PUBLIC_HOST}/`);
    const timestamp = await repository.read('timestamp.json', MAX_BYTES, new AbortController().signal);
    return timestamp === null
      ? { state: 'not-reached', why: 'refused', detail: 'timestamp.json' }
      : { state: 'reached' };
  } catch (error) {
    if (!(error instanceof NotRead)) throw error;
    return { state: 'not-reached', why: error.why, detail: error.message };
  }
}
