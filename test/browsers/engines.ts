import { existsSync } from 'node:fs';
import { launchChromium } from './chromium.js';
import type { Engine } from './engine.js';
import { launchFirefox } from './firefox.js';
import { launchWebKit } from './webkit.js';

export interface EngineOfTests {
  readonly name: Engine['name'];
  readonly launch: () => Promise<Engine>;
  /** Whether its programs are here; its tests are skipped else. Debian's paths. */
  readonly isHere: boolean;
}

const isHere = (...programs: readonly string[]) => programs.every((program) => existsSync(program));
const wanted = process.env['TOUCHSTONE_ENGINES']?.split(',') ?? ['Chromium', 'Firefox', 'WebKitGTK'];

/** Chromium is always here, or the test run fails: `npm test` needs it too. */
const ALL: readonly EngineOfTests[] = [
  { name: 'Chromium', launch: () => launchChromium(), isHere: true },
  { name: 'Firefox', launch: () => launchFirefox(), isHere: isHere('/usr/bin/firefox-esr') },
  {
    name: 'WebKitGTK',
    launch: () => launchWebKit(),
    isHere: isHere('/usr/bin/WebKitWebDriver', '/usr/bin/Xvfb'),
  },
];

/** For the one test with a folder dialog. */
export const PORTAL_IS_HERE = isHere(
  '/usr/bin/Xvfb',
  '/usr/bin/dbus-daemon',
  '/usr/lib/python3/dist-packages/dbus',
  '/usr/lib/python3/dist-packages/gi',
);

export const ENGINES = ALL.filter(({ name }) => wanted.includes(name));
