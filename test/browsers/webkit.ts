/**
 * WebKitGTK: Debian's MiniBrowser under Xvfb, driven through WebKitWebDriver. This is WebKit as GTK has it, not Safari. The
 * driver makes `File`s from paths by itself, without a dialog: so a folder cannot be picked.
 */
import { access, readdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { Engine, LaunchOptions } from './engine.js';
import { start, temporaryFolder, unprivileged, type Program } from './process.js';
import { WebDriver } from './webdriver.js';

export async function launchWebKit(options: LaunchOptions = {}): Promise<Engine> {
  const home = await temporaryFolder();
  const programs: Program[] = [];
  const close = async () => {
    for (const program of programs.toReversed()) await program.kill();
    await home.remove();
  };
  try {
    const binary = options.executablePath ?? (await findMiniBrowser());
    const xvfb = start(['Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']]);
    programs.push(xvfb);
    const [display] = await xvfb.line(/^\d+$/m);
    const port = await freePort();
    const server = start(
      unprivileged(['WebKitWebDriver', [`--port=${port}`, '--host=127.0.0.1']]),
      environment(home.path, display),
    );
    programs.push(server);
    await server.port(port);
    const browser = { 'webkitgtk:browserOptions': { binary, args: ['--automation'] } };
    return new WebKit(await WebDriver.start(port, browser), close);
  } catch (error) {
    await close();
    throw error;
  }
}

class WebKit implements Engine {
  readonly name = 'WebKitGTK';
  readonly version: string;
  readonly close: () => Promise<void>;
  readonly #driver: WebDriver;

  constructor(driver: WebDriver, close: () => Promise<void>) {
    this.version = driver.browserVersion;
    this.close = close;
    this.#driver = driver;
  }

  async open(url: string): Promise<void> {
    await this.#driver.newWindow();
    await this.#driver.goTo(url);
  }

  async run<A extends readonly unknown[], R>(action: (...args: A) => R, ...args: A): Promise<Awaited<R>> {
    const script = `
      const [args, done] = arguments;
      (async () => (${String(action)})(...JSON.parse(args)))().then(
        (value) => done({ value: JSON.stringify(value) }),
        (error) => done({ error: String(error) }),
      );`;
    const { value, error } = (await this.#driver.run(script, JSON.stringify(args))) as Outcome;
    if (typeof error === 'string') throw new Error(error);
    return (typeof value === 'string' ? JSON.parse(value) : undefined) as Awaited<R>;
  }

  async chooseFiles(selector: string, paths: readonly string[]): Promise<void> {
    // The driver takes a newline for the end of a path, and adds to what was picked before: a dialog does neither.
    const odd = paths.find((path) => path.includes('\n'));
    if (odd !== undefined)
      throw new Error(`WebDriver cannot pick a name with a newline: ${JSON.stringify(odd)}`);
    await this.run(clearInput, selector);
    await this.#driver.type(selector, paths.join('\n'));
  }

  /**
   * Not a real drag: the files come through an input of our own, and a script sends the events. The entries in them are
   * the engine's all the same, and it reads them from the disk.
   */
  async drop(paths: readonly string[]): Promise<void> {
    const id = 'touchstone-dropped';
    await this.run(addInput, id);
    await this.chooseFiles(`#${id}`, paths);
    await this.run(dropFromInput, id);
  }
}

/** WebKit gives null for a member that is undefined. */
interface Outcome {
  readonly value?: string | null;
  readonly error?: string | null;
}

function clearInput(selector: string): void {
  const input = document.querySelector<HTMLInputElement>(selector);
  if (input !== null) input.value = '';
}

function addInput(id: string): void {
  const input = document.createElement('input');
  document.body.append(Object.assign(input, { id, type: 'file', multiple: true }));
}

function dropFromInput(id: string): void {
  const input = document.querySelector<HTMLInputElement>(`#${id}`);
  const dataTransfer = new DataTransfer();
  for (const file of input?.files ?? []) dataTransfer.items.add(file);
  input?.remove();
  const [clientX, clientY] = [innerWidth / 2, innerHeight / 2];
  const target = document.elementFromPoint(clientX, clientY) ?? document.body;
  const init = { bubbles: true, cancelable: true, composed: true, clientX, clientY, dataTransfer };
  target.dispatchEvent(new DragEvent('dragenter', init));
  // Browsers drop only where the page says during `dragover` that it takes the drop.
  if (target.dispatchEvent(new DragEvent('dragover', init))) throw new Error('The page takes no drop here.');
  target.dispatchEvent(new DragEvent('drop', init));
}

/** Debian keeps it in a folder of the machine's architecture. */
async function findMiniBrowser(): Promise<string> {
  for (const architecture of await readdir('/usr/lib')) {
    const path = `/usr/lib/${architecture}/webkit2gtk-4.1/MiniBrowser`;
    const found = await access(path).then(
      () => true,
      () => false,
    );
    if (found) return path;
  }
  throw new Error('There is no MiniBrowser here: install webkit2gtk-driver.');
}

function environment(home: string, display: string): NodeJS.ProcessEnv {
  return {
    DISPLAY: `:${display}`,
    GDK_BACKEND: 'x11',
    LIBGL_ALWAYS_SOFTWARE: '1',
    HOME: home,
    XDG_RUNTIME_DIR: home,
    XDG_CACHE_HOME: home,
    XDG_CONFIG_HOME: home,
    XDG_DATA_HOME: home,
    // Without a bus named here one is started for the display, and on it the desktop's portals, which outlive us.
    DBUS_SESSION_BUS_ADDRESS: 'disabled:',
    GSETTINGS_BACKEND: 'memory',
    NO_AT_BRIDGE: '1',
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('There is no free port.');
  return address.port;
}
