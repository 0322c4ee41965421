/// The service worker: keeps the whole site, as it was built, on the person's machine.
import { dropOlderBuilds, fileFor, keepFiles } from './files.js';
import { fromHost, isOfHost, keepSettings } from './host.js';
import { isShared, takeShared } from './shared.js';
import { isStatement, keepStatement, statement } from './statement.js';
import { applyUpdate, isApply } from './update.js';

declare const self: ServiceWorkerGlobalScope;

self.addEventListener('install', (event) => {
  // One file that is not as built, and there is no offline copy: half of one would be worse.
  event.waitUntil(Promise.all([keepFiles(), keepStatement(), keepSettings()]));
});

self.addEventListener('activate', (event) => {
  event.waitUntil(dropOlderBuilds());
});

self.addEventListener('message', (event) => {
  const [port] = event.ports;
  if (isApply(event.data) && port !== undefined)
    event.waitUntil(applyUpdate(self).then((outcome) => port.postMessage(outcome)));
});

// What the page shows where it may not itself: a check is done.
self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  event.waitUntil(self.clients.matchAll({ type: 'window' }).then(([window]) => window?.focus()));
});

self.addEventListener('fetch', (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== location.origin) return;
  if (isShared(request)) event.respondWith(takeShared(request));
  if (request.method !== 'GET') return;
  const file = fileFor(event, self);
  if (file !== null) event.respondWith(file);
  else if (isStatement(request)) event.respondWith(statement(request));
  else if (isOfHost(request)) event.respondWith(fromHost(request));
});
