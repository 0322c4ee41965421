// The widget in a frame on somebody else's page: that page says what to check, and what it says is shown as its own word.
import './lock.js';
import './embed.css';
import { quoted } from '../src/index.js';
import { workersAsBuilt } from './lib/integrity.js';
import { siteSettings } from './lib/site-settings.js';
import { embed as english } from './text/english/embed.js';
import { embed as german } from './text/german/embed.js';
import { FrameGuest, firstGreeting, refusalOf } from './widget/frame-guest.js';
import { rememberedHere } from './widget/frame-pins.js';
import { mountWidget } from './widget/mount.js';
import type { Options } from './widget/options.js';
import { LIMITS } from './widget/protocol-options.js';
import type { Refusal } from './widget/protocol.js';

const app = document.getElementById('app');
if (app === null) throw new Error('embed.html has no element #app');
const target = app;
const words =
  navigator.languages.map((tag) => tag.slice(0, 2)).find((tag) => tag === 'de' || tag === 'en') === 'de'
    ? german
    : english;
const page = new URL('./', location.href).href;
document.documentElement.lang = words === german ? 'de' : 'en';
document.title = words.documentTitle;

if (window.parent === window) {
  // By itself, for whoever follows its address.
  notice(words.alone);
} else {
  target.replaceChildren(paragraph(words.waiting));
  void work();
}

async function work(): Promise<void> {
  // Heard from now on, whenever the settings come.
  const greeting = firstGreeting(window);
  const asked = siteSettings().then(
    ({ hosts }) => hosts,
    () => null,
  );
  const workers = workersAsBuilt().then(
    () => true,
    () => false,
  );
  const { origin, version, port } = await greeting;
  const hosts = await asked;
  const refusal = hosts === null ? 'settings' : refusalOf({ origin, version }, location.origin, hosts);
  if (refusal !== null) {
    notice(refused(refusal, origin));
    port.postMessage({ kind: 'refused', code: refusal });
    sizes((height) => port.postMessage({ kind: 'resize', height }));
    return;
  }
  if (!(await workers)) {
    notice(words.broken);
    return;
  }
  serve(port, origin);
}

function serve(port: MessagePort, origin: string): void {
  let widget: ReturnType<typeof mountWidget> | null = null;
  const guest = new FrameGuest(port, {
    start: ({ run, options, begin, fault }) => {
      widget?.destroy();
      look(options);
      const root = document.createElement('div');
      target.replaceChildren(root);
      widget = mountWidget(root.attachShadow({ mode: 'open' }), {
        options: { ...options, page: pageFor(options) },
        fault,
        start: begin,
        bundle: (signal) => guest.bundle(run, signal),
        pins: rememberedHere,
        tell: (event) => guest.tell(run, event),
      });
    },
    update: (options) => {
      look(options);
      widget?.update({ ...options, page: pageFor(options) });
    },
    unread: () => notice(words.unread),
    flooded: () => {
      widget?.destroy();
      notice(refused('flood', origin));
    },
  });
  guest.post({ kind: 'ready' });
  sizes((height) => guest.post({ kind: 'resize', height }));
}

/** The page of this site, whichever is named; what it is opened with, it shows as coming from a link. */
function pageFor({ page: named }: Options): string {
  const own = new URL(page);
  own.hash = named === null ? '' : new URL(named).hash;
  return own.href;
}

/** Of the whole document; the widget looks after itself. */
function look({ theme, language }: Options): void {
  document.documentElement.style.colorScheme = theme === 'auto' ? 'light dark' : theme;
  document.documentElement.lang = language;
}

function sizes(tell: (height: number) => void): void {
  let last = -1;
  new ResizeObserver(() => {
    const height = Math.min(LIMITS.height, Math.ceil(target.getBoundingClientRect().height));
    if (height === last) return;
    last = height;
    tell(height);
  }).observe(target);
}

function refused(code: Refusal, origin: string): string {
  switch (code) {
    case 'host-not-allowed':
      return words.allowed(quoted(origin));
    case 'same-origin':
      return words.sameOrigin;
    case 'settings':
    case 'version':
    case 'flood':
      return words[code];
  }
}

function notice(text: string): void {
  const box = document.createElement('section');
  box.className = 'notice';
  const title = document.createElement('h1');
  title.textContent = words.title;
  const link = Object.assign(document.createElement('a'), { href: page, target: '_blank', rel: 'noopener' });
  link.textContent = words.open;
  const last = document.createElement('p');
  last.append(link);
  box.append(title, paragraph(text), last);
  target.replaceChildren(box);
}

function paragraph(text: string): HTMLElement {
  const element = document.createElement('p');
  element.textContent = text;
  return element;
}
