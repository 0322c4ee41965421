/**
 * Chromium with a window and a real folder dialog: under Xvfb, on a D-Bus of its own, with a portal (portal.py) that
 * chooses a folder in place of a person. Needs Debian's xvfb, dbus-daemon, python3-dbus, python3-gi and libxtst6.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { launchChromium } from './chromium.js';
import type { Engine, LaunchOptions } from './engine.js';
import { type Program, start, temporaryFolder } from './process.js';

/** Debian's: its modules for D-Bus belong to this one, whatever else PATH has. */
const PYTHON = '/usr/bin/python3';
/** Chromium ignores keys for half a second after a question has appeared, lest they were meant for the page. */
const PRESS_AGAIN_MS = 700;
const PRESSES = 40;

export interface EngineWithPortal extends Engine {
  /**
   * Clicks on what `selector` finds, which has to open the folder dialog; there the folder is chosen, and what Chromium
   * asks then ("Allow this site to view and copy files?", "Upload 2 files to this site?") is allowed.
   */
  chooseInDialog(selector: string): Promise<void>;
}

/** @param folder what will be chosen in every folder dialog; an absolute path */
export async function launchChromiumWithPortal(
  folder: string,
  options: LaunchOptions = {},
): Promise<EngineWithPortal> {
  const own = await temporaryFolder();
  const programs: Program[] = [];
  const run = (program: string, args: readonly string[], environment: NodeJS.ProcessEnv = {}): Program => {
    const started = start([program, args], environment);
    programs.push(started);
    return started;
  };
  const stop = async (): Promise<void> => {
    for (const program of programs.reverse()) await program.kill();
    await own.remove();
  };
  try {
    const screen = run('Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']);
    const [, display = ''] = await screen.line(/^(\d+)$/mu);
    const configuration = join(own.path, 'bus.conf');
    await writeFile(configuration, busConfiguration(own.path));
    const bus = run('dbus-daemon', [`--config-file=${configuration}`, '--nofork', '--print-address=1']);
    const [address] = await bus.line(/^unix:.+$/mu);
    const environment = { DISPLAY: `:${display}`, DBUS_SESSION_BUS_ADDRESS: address };
    const portal = run(PYTHON, [beside('portal.py'), folder], environment);
    await portal.line(/^ready$/mu);
    const chromium = await launchChromium(options, {
      headless: false,
      args: ['--ozone-platform=x11'],
      env: { ...process.env, ...environment },
    });

    const press = async (key: string): Promise<void> => {
      const keys = start([PYTHON, [beside('keys.py'), key]], environment);
      await keys.line(/^pressed$/mu).finally(() => keys.kill());
    };
    let asked = 0;
    return {
      name: chromium.name,
      version: chromium.version,
      open: (url) => chromium.open(url),
      run: (action, ...args) => chromium.run(action, ...args),
      chooseFiles: (selector, paths) => chromium.chooseFiles(selector, paths),
      chooseFolder: (selector, path) => chromium.chooseFolder(selector, path),
      drop: (paths) => chromium.drop(paths),
      async chooseInDialog(selector) {
        // Playwright has every page believe that it is in front. Here the page is to notice when a question is.
        const session = await chromium.page.context().newCDPSession(chromium.page);
        await session.send('Emulation.setFocusEmulationEnabled', { enabled: false });
        const inFront = (): Promise<boolean> => chromium.run(() => document.hasFocus());
        await chromium.page.click(selector);
        await portal.line(new RegExp(String.raw`^asked ${++asked}$`, 'mu'));
        await portal.until('question of Chromium', async () => ((await inFront()) ? null : true));
        await press('Tab'); // from "no", where the question begins, to "yes"
        for (let left = PRESSES; !(await inFront()); left--) {
          if (left === 0) throw new Error('Chromium still asks');
          await press('Return');
          await chromium.page.waitForTimeout(PRESS_AGAIN_MS);
        }
      },
      async close() {
        await chromium.close();
        await stop();
      },
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** A session bus without the services of the machine: nothing is started on demand, and nobody else answers. */
function busConfiguration(folder: string): string {
  return `<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
  "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig>
  <type>session</type>
  <listen>unix:dir=${folder}</listen>
  <auth>EXTERNAL</auth>
  <policy context="default">
    <allow send_destination="*" eavesdrop="true"/>
    <allow eavesdrop="true"/>
    <allow own="*"/>
  </policy>
</busconfig>
`;
}

function beside(name: string): string {
  return fileURLToPath(new URL(name, import.meta.url));
}
