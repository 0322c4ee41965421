import { request } from 'node:http';
import { json } from 'node:stream/consumers';

/** A script may read gigabytes. */
const SCRIPT_MS = 600_000;
/** For everything else, and on top of the driver's own limit for scripts. */
const PATIENCE_MS = 60_000;
/** The name under which the reference to an element stands (W3C WebDriver §12.1). */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** The few commands of W3C WebDriver that the tests need. Where something fails, the promise rejects. */
export class WebDriver {
  readonly browserVersion: string;
  readonly #port: number;
  readonly #path: string;

  private constructor(port: number, path: string, browserVersion: string) {
    this.#port = port;
    this.#path = path;
    this.browserVersion = browserVersion;
  }

  /** Starts the browser. `browser` is for the driver at this port, under its own name (§7, Capabilities). */
  static async start(port: number, browser: Readonly<Record<string, object>>): Promise<WebDriver> {
    const alwaysMatch = { timeouts: { script: SCRIPT_MS }, ...browser };
    const { sessionId, capabilities } = await command<{
      sessionId: string;
      capabilities: { browserVersion: string };
    }>(port, 'POST', '/session', { capabilities: { alwaysMatch } });
    return new WebDriver(port, `/session/${sessionId}`, capabilities.browserVersion);
  }

  /** A new window in place of the present one, which closes. */
  async newWindow(): Promise<void> {
    const { handle } = await this.#post<{ handle: string }>('/window/new', { type: 'window' });
    await command(this.#port, 'DELETE', `${this.#path}/window`);
    await this.#post('/window', { handle });
  }

  async goTo(url: string): Promise<void> {
    await this.#post('/url', { url });
  }

  /** The body of a function, whose last argument takes the result. */
  run(script: string, ...args: readonly unknown[]): Promise<unknown> {
    return this.#post('/execute/async', { script, args }, SCRIPT_MS + PATIENCE_MS);
  }

  async type(selector: string, text: string): Promise<void> {
    const query = { using: 'css selector', value: selector };
    const { [ELEMENT]: id } = await this.#post<{ [ELEMENT]: string }>('/element', query);
    await this.#post(`/element/${id}/value`, { text });
  }

  #post<R>(path: string, body: object, withinMs?: number): Promise<R> {
    return command(this.#port, 'POST', this.#path + path, body, withinMs);
  }
}

/** One command and its answer (§6). Not by `fetch`, which waits five minutes for an answer and no longer. */
async function command<R>(
  port: number,
  method: 'POST' | 'DELETE',
  path: string,
  body?: object,
  withinMs = PATIENCE_MS,
): Promise<R> {
  const what = `WebDriver ${method} ${path}`;
  const { value, status } = await new Promise<Answer>((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path }, (response) => {
      json(response).then((answer) => {
        resolve({ ...(answer as { value: unknown }), status: response.statusCode });
      }, reject);
    });
    sent.once('error', reject);
    sent.setTimeout(withinMs, () => sent.destroy(new Error(`${what}: no answer`)));
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
  if (status === 200) return value as R;
  const { error, message } = value as { error: string; message: string };
  throw new Error(`${what}: ${error} ${message}`);
}

interface Answer {
  readonly value: unknown;
  readonly status: number | undefined;
}
