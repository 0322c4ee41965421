/** A plain web server, as many keep models on: a folder of files, and beside them the index that says what there is. */
import { writeIndex } from '../../../src/remote/index-file.js';
import { contentOf, toContent, type Content } from './content.js';
import { Script, startRemote, type Misbehaviour, type Remote } from './server.js';

export interface DirectoryServer extends AsyncDisposable {
  /** Of the model; ends with a slash. */
  readonly url: string;
  readonly server: Remote;
  readonly script: Misbehaviour[];
}

export async function startDirectory(
  files: Readonly<Record<string, Content | Uint8Array | string>>,
  { digests = true, index = true }: { readonly digests?: boolean; readonly index?: boolean } = {},
): Promise<DirectoryServer> {
  const contents = new Map(Object.entries(files).map(([path, given]) => [path, toContent(given)]));
  const text = writeIndex(
    [...contents].map(([path, { size, sha256 }]) => ({ path, size, sha256: digests ? sha256 : null })),
    { revision: '2026-11-01' },
  );
  if (!text.ok) throw new Error(JSON.stringify(text.reasons));
  if (index) contents.set('touchstone-index.json', contentOf(text.value));
  const script = new Script();
  const server = await startRemote(
    (_, url) => {
      const content = contents.get(decodeURIComponent(url.pathname).replace(/^\/models\/weather\//, ''));
      return content === undefined ? { status: 404 } : { content };
    },
    // `Content-Range` is for nobody to see across origins unless the server says so: what our docs ask of it.
    {
      script,
      cors: { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Content-Range' },
    },
  );
  return {
    url: `${server.origin}/models/weather/`,
    server,
    script: script.list,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}
