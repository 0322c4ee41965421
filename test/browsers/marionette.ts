import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

/**
 * Firefox's own remote control (https://firefox-source-docs.mozilla.org/testing/marionette/Protocol.html). Over TCP, each
 * message is its length in bytes, a colon, and JSON: `[0, id, command, parameters]` there, `[1, id, error, result]` back.
 */
export class Marionette {
  readonly #socket: Socket;
  readonly #waiting = new Map<
    number,
    { resolve: (value: unknown) => void; reject: (error: Error) => void }
  >();
  #received = Buffer.alloc(0);
  #lastId = 0;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('data', (chunk: Buffer) => this.#hear(chunk));
    socket.on('error', (error) => this.#end(error));
    socket.on('close', () => this.#end(new Error('Firefox closed the connection')));
  }

  static async connect(port: number): Promise<Marionette> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new Marionette(socket);
  }

  /** Sends a command and awaits its result. Commands may overlap. */
  async send(command: string, parameters: object = {}): Promise<unknown> {
    if (this.#socket.destroyed) throw new Error(`Firefox is gone: ${command}`);
    const id = ++this.#lastId;
    const message = Buffer.from(JSON.stringify([0, id, command, parameters]));
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#socket.write(Buffer.concat([Buffer.from(`${message.length}:`), message]));
    });
  }

  /** Runs the body of a function in the browser's own window, with all rights. Nothing else may run meanwhile. */
  async inBrowser(script: string): Promise<void> {
    await this.send('Marionette:SetContext', { value: 'chrome' });
    await this.send('WebDriver:ExecuteScript', { script, args: [] });
    await this.send('Marionette:SetContext', { value: 'content' });
  }

  /**
   * Runs the body of a function in the page's process: as the page, or with the browser's rights in the sandbox named
   * system. A promise is awaited. It ends with null at once when the page goes away or a question shows.
   */
  async inPage(script: string, args: readonly unknown[], sandbox?: 'system'): Promise<unknown> {
    return this.send('WebDriver:ExecuteScript', { script, args, ...(sandbox && { sandbox }) });
  }

  close(): void {
    this.#socket.destroy();
  }

  #hear(chunk: Buffer): void {
    this.#received = Buffer.concat([this.#received, chunk]);
    for (;;) {
      const colon = this.#received.indexOf(':');
      if (colon === -1) return;
      const start = colon + 1;
      const end = start + Number(this.#received.toString('latin1', 0, colon));
      if (this.#received.length < end) return;
      const message: unknown = JSON.parse(this.#received.toString('utf8', start, end));
      this.#received = this.#received.subarray(end);
      if (Array.isArray(message)) this.#answer(message); // else the greeting
    }
  }

  #answer([, id, error, result]: readonly unknown[]): void {
    if (typeof id !== 'number') return;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error === null) waiting?.resolve(value(result));
    else waiting?.reject(new Error(describe(error)));
  }

  #end(error: Error): void {
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }
}

/** Many results are wrapped in an object with the single member `value`. */
function value(result: unknown): unknown {
  return typeof result === 'object' && result !== null && 'value' in result ? result.value : result;
}

function describe(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  const { error: code, message } = { error: '', message: '', ...error };
  return `${code}: ${message}`;
}
