// Finds the other two browser engines for `npm run test:browsers`, or installs them where that is root's to do.
import { existsSync } from 'node:fs';
import { isMain, run } from './run.mjs';

/** What each program comes in, in Debian. */
const PACKAGES = {
  '/usr/bin/firefox-esr': 'firefox-esr',
  '/usr/bin/WebKitWebDriver': 'webkit2gtk-driver',
  '/usr/bin/Xvfb': 'xvfb',
  '/usr/bin/dbus-daemon': 'dbus-daemon',
  // The rest stands in for a person in front of a folder dialog.
  '/usr/lib/python3/dist-packages/dbus': 'python3-dbus',
  '/usr/lib/python3/dist-packages/gi': 'python3-gi',
  '/usr/share/doc/libxtst6': 'libxtst6',
};

/**
 * Installs what is missing, by apt and as root. Where that cannot be done it says so: the tests of an engine that is not
 * here are skipped.
 * @returns {boolean} whether everything is here
 */
export function ensureEngines() {
  const missing = missingPackages();
  if (missing.length === 0) return true;
  if (process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
    const quiet = { DEBIAN_FRONTEND: 'noninteractive' };
    console.log(`Installing ${missing.join(', ')} for the tests in other browsers.`);
    run('apt-get', ['update', '-qq'], quiet);
    run('apt-get', ['install', '-y', '-qq', ...missing], quiet);
  }
  const left = missingPackages();
  if (left.length > 0) console.log(`Not here, so that their tests are skipped: ${left.join(', ')}.`);
  return left.length === 0;
}

function missingPackages() {
  return Object.entries(PACKAGES)
    .filter(([program]) => !existsSync(program))
    .map(([, name]) => name);
}

if (isMain(import.meta.url)) ensureEngines();
