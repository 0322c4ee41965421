import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Engine, LaunchOptions } from './engine.js';
import { drop, prepareDropping } from './firefox-drop.js';
import { choose, prepareChoosing } from './firefox-picker.js';
import { Marionette } from './marionette.js';
import { start, temporaryFolder, unprivileged } from './process.js';

/** A script may hash gigabytes. */
const SCRIPT_MS = 600_000;
const LOAD_MS = 60_000;

/** A browser that talks to nobody but the page's own server, and asks nothing that nobody is there to answer. */
const PREFERENCES: Readonly<Record<string, boolean | number | string>> = {
  'app.normandy.enabled': false,
  'app.update.disabledForTesting': true,
  'app.update.enabled': false,
  'browser.aboutwelcome.enabled': false,
  'browser.cache.disk.enable': false,
  'browser.newtabpage.enabled': false,
  'browser.region.network.url': '',
  'browser.safebrowsing.blockedURIs.enabled': false,
  'browser.safebrowsing.downloads.enabled': false,
  'browser.safebrowsing.malware.enabled': false,
  'browser.safebrowsing.phishing.enabled': false,
  'browser.safebrowsing.update.enabled': false,
  'browser.search.update': false,
  'browser.sessionstore.resume_from_crash': false,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.homepage_override.mstone': 'ignore',
  'browser.startup.page': 0,
  'browser.topsites.contile.enabled': false,
  'browser.urlbar.suggest.searches': false,
  'datareporting.healthreport.uploadEnabled': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'datareporting.policy.dataSubmissionPolicyBypassNotification': true,
  'datareporting.usage.uploadEnabled': false,
  'dom.push.connection.enabled': false,
  'extensions.getAddons.cache.enabled': false,
  'extensions.systemAddon.update.enabled': false,
  'extensions.update.enabled': false,
  'geo.enabled': false,
  'media.gmp-manager.updateEnabled': false,
  'messaging-system.rsexperimentloader.enabled': false,
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'network.dns.disablePrefetch': true,
  'network.http.speculative-parallel-limit': 0,
  'network.predictor.enabled': false,
  'network.prefetch-next': false,
  'network.trr.mode': 5, // never DNS over HTTPS
  'nimbus.rollouts.enabled': false,
  'security.OCSP.enabled': 0,
  'services.settings.server': 'data:,', // remote settings: nowhere
  'signon.rememberSignons': false,
  'toolkit.telemetry.enabled': false,
  'toolkit.telemetry.server': '',
  'toolkit.telemetry.unified': false,
  // The confirmation of a folder can be accepted as soon as it shows.
  'security.dialog_enable_delay': 0,
  // Any free port; Firefox writes into its profile which one it took.
  'marionette.port': 0,
};

/** Neither the desktop's session nor a person's crash reports. */
const ENVIRONMENT = {
  DBUS_SESSION_BUS_ADDRESS: 'disabled:',
  GDK_BACKEND: 'x11',
  MOZ_CRASHREPORTER_DISABLE: '1',
  MOZ_ENABLE_WAYLAND: '0',
  NO_AT_BRIDGE: '1',
};

/** Runs on a screen of its own (Xvfb) and not headless, where Firefox has no drag and drop. */
export async function launchFirefox(options: LaunchOptions = {}): Promise<Engine> {
  const profile = await temporaryFolder();
  await writeFile(join(profile.path, 'user.js'), userPreferences());
  const screen = start(['Xvfb', ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']]);
  const closing: (() => Promise<void> | void)[] = [() => screen.kill(), () => profile.remove()];
  const close = async (): Promise<void> => {
    for (const end of closing.splice(0)) await end();
  };
  try {
    const [display] = await screen.line(/^\d+$/m);
    const program = options.executablePath ?? 'firefox-esr';
    const firefox = start(
      unprivileged([
        program,
        ['--no-remote', '--marionette', '-remote-allow-system-access', '--profile', profile.path],
      ]),
      { ...ENVIRONMENT, DISPLAY: `:${display}`, HOME: profile.path },
    );
    closing.unshift(() => firefox.kill());
    const port = await firefox.until('a Marionette port', () => readPort(profile.path));
    const marionette = await Marionette.connect(port);
    closing.unshift(() => marionette.close());
    return await engine(marionette, close);
  } catch (error) {
    await close();
    throw error;
  }
}

function userPreferences(): string {
  return Object.entries(PREFERENCES)
    .map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`)
    .join('');
}

async function readPort(profile: string): Promise<number | null> {
  const text = await readFile(join(profile, 'MarionetteActivePort'), 'utf8').catch(() => '');
  return text === '' ? null : Number(text);
}

async function engine(firefox: Marionette, close: () => Promise<void>): Promise<Engine> {
  const version = await newSession(firefox);
  await prepareChoosing(firefox);
  await prepareDropping(firefox);
  return {
    name: 'Firefox',
    version,
    open: (url) => openTab(firefox, url),
    run: (action, ...args) => run(firefox, action, args),
    chooseFiles: (selector, paths) => choose(firefox, selector, paths),
    chooseFolder: (selector, path) => choose(firefox, selector, [path]),
    drop: (paths) => drop(firefox, paths),
    close,
  };
}

/** Answers the browser's version. */
async function newSession(firefox: Marionette): Promise<string> {
  const session = await firefox.send('WebDriver:NewSession', {
    unhandledPromptBehavior: 'accept',
    timeouts: { script: SCRIPT_MS, pageLoad: LOAD_MS },
  });
  return text(session, 'capabilities', 'browserVersion');
}

async function openTab(firefox: Marionette, url: string): Promise<void> {
  const handle = text(await firefox.send('WebDriver:NewWindow', { type: 'tab' }), 'handle');
  await firefox.send('WebDriver:CloseWindow'); // the one before
  await firefox.send('WebDriver:SwitchToWindow', { handle });
  await firefox.send('WebDriver:Navigate', { url });
}

/**
 * Evaluates in the page itself, as its own script would be and whatever its policy for scripts is: by way of the debugger,
 * since Marionette would use a sandbox beside the page, with globals of its own and slow access to the page's bytes.
 */
const EVALUATE = `
  globalThis.page ??= (() => {
    const { addDebuggerToGlobal } = ChromeUtils.importESModule('resource://gre/modules/jsdebugger.sys.mjs');
    addDebuggerToGlobal(globalThis);
    return new Debugger().makeGlobalObjectReference(Cu.waiveXrays(window));
  })();
  const completion = page.executeInGlobal(arguments[0]);
  if ('throw' in completion) throw new Error('the page cannot evaluate it');
  return completion.return.unsafeDereference();
`;

/** Arguments and result travel as text, so that all arrives that JSON can say. */
async function run<A extends readonly unknown[], R>(
  firefox: Marionette,
  action: (...args: A) => R,
  args: A,
): Promise<Awaited<R>> {
  const script = `(async () => {
    'use strict';
    return JSON.stringify({ value: await (${action.toString()})(...${JSON.stringify(args)}) });
  })()`;
  const answer = await firefox.inPage(EVALUATE, [script], 'system');
  if (typeof answer !== 'string') throw new Error('the page went away, or asked the person something');
  return (JSON.parse(answer) as { value: Awaited<R> }).value;
}

function text(found: unknown, ...keys: readonly string[]): string {
  let value = found;
  for (const key of keys)
    value = typeof value === 'object' && value !== null ? Reflect.get(value, key) : null;
  if (typeof value !== 'string') throw new Error(`Firefox did not say its ${keys.join('.')}`);
  return value;
}
