import { flushSync, mount, unmount } from 'svelte';
import { WidgetCheck } from './check.svelte.js';
import type { Options } from './options.js';
import type { WidgetSource } from './source.js';
import Widget from './Widget.svelte';
import style from './widget.css?inline';

export interface MountedWidget {
  /** What only looks otherwise checks nothing anew; another model name or expectation does. */
  readonly update: (options: Options) => void;
  /** Ends what is under way, and leaves nothing behind. */
  readonly destroy: () => void;
}

/** Shows a widget in `target`, and checks when its source says. */
export function mountWidget(target: ShadowRoot | HTMLElement, source: WidgetSource): MountedWidget {
  const root = target instanceof ShadowRoot ? target : target.ownerDocument;
  // Not a <style>, which a strict policy of the page forbids.
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(style);
  root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
  const check = new WidgetCheck(source);
  const widget = mount(Widget, { target, props: { check } });
  flushSync();
  const unwatch = begin(target instanceof ShadowRoot ? target.host : target, check);
  return {
    update: (options) => {
      check.update(options);
    },
    destroy: () => {
      unwatch();
      check.end();
      void unmount(widget);
      root.adoptedStyleSheets = root.adoptedStyleSheets.filter((other) => other !== sheet);
    },
  };
}

/** Asks for the check when it is time to. */
function begin(element: Element, check: WidgetCheck): () => void {
  if (check.start === 'now') void check.checkSignature();
  if (check.start !== 'visible') return () => undefined;
  const observer = new IntersectionObserver((entries) => {
    if (!entries.some(({ isIntersecting }) => isIntersecting)) return;
    observer.disconnect();
    void check.checkSignature();
  });
  observer.observe(element);
  return () => {
    observer.disconnect();
  };
}
