import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import { headersFor } from '../../scripts/site/policy.mjs';
import { typeOf } from '../../scripts/site/types.mjs';

/** Says whether it has answered. */
export type Twist = (path: string, response: ServerResponse, request: IncomingMessage) => boolean;

/** The site as built, served as our own server does but for what the twist answers. Goes away with the test. */
export async function served(folder: string, twist: Twist = () => false): Promise<string> {
  const server = createServer((request, response) => {
    const path = (request.url ?? '/').slice(1);
    if (!twist(path, response, request)) void answerFrom(folder, path, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return `http://127.0.0.1:${typeof address === 'object' ? (address?.port ?? 0) : 0}/`;
}

async function answerFrom(folder: string, asked: string, response: ServerResponse): Promise<void> {
  const path = asked === '' ? 'index.html' : asked;
  const bytes = await readFile(join(folder, path)).catch(() => null);
  if (bytes === null) response.writeHead(404).end('Not found.');
  else response.writeHead(200, { ...headersFor(path), 'Content-Type': typeOf(path) }).end(bytes);
}
