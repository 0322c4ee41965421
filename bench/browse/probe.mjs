// What runs in the page to measure it. Nothing here is the page's own.

/** Before the page's own scripts. */
export function installProbe() {
  const tasks = [];
  const scripts = [];
  const events = [];
  const observers = [
    ['longtask', {}, tasks],
    ['long-animation-frame', {}, scripts],
    ['event', { durationThreshold: 16 }, events],
  ].map(([type, options, into]) => {
    const take = (entries) => {
      if (type !== 'long-animation-frame') into.push(...entries);
      else for (const { scripts: own } of entries) into.push(...own);
    };
    const observer = new PerformanceObserver((list) => take(list.getEntries()));
    observer.observe({ type, ...options });
    return () => take(observer.takeRecords());
  });

  /** Right after the frame is painted whose animation callbacks run now. */
  const painted = (then) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => then(performance.now());
    port2.postMessage(null);
  };

  const holds = ({ selector, text = '' }) =>
    Array.from(document.querySelectorAll(selector)).some((one) => one.textContent.includes(text));

  /** Each long task, and how much of it was a script's. The rest is the browser's own: styles, layout, its own lists. */
  const longTasks = (from) => {
    for (const take of observers) take();
    return tasks
      .filter(({ startTime }) => startTime >= from)
      .map(({ startTime, duration }) => {
        const end = startTime + duration;
        const script = scripts.reduce((sum, one) => {
          return (
            sum +
            Math.max(0, Math.min(end, one.startTime + one.duration) - Math.max(startTime, one.startTime))
          );
        }, 0);
        return { start: startTime, ms: duration, script: Math.min(duration, script) };
      });
  };

  let armed = null;
  globalThis.probe = {
    /** From the next event of this type, or the nth, until the DOM has the answer and it is painted. */
    arm({ type, until, nth = 1 }) {
      const from = performance.now();
      events.length = 0;
      let seen = 0;
      armed = new Promise((resolve) => {
        const begin = ({ timeStamp }) => {
          seen += 1;
          if (seen < nth) return;
          removeEventListener(type, begin, { capture: true });
          const look = () => {
            if (!until.every((one) => holds(one) !== (one.gone ?? false))) requestAnimationFrame(look);
            else painted((now) => resolve({ from, answered: now - timeStamp }));
          };
          requestAnimationFrame(look);
        };
        addEventListener(type, begin, { capture: true });
      });
    },
    async answer() {
      const { from, answered } = await armed;
      // What is long and not yet reported, and what the page does after its answer.
      await new Promise((resolve) => setTimeout(resolve, 150));
      const long = longTasks(from);
      const first = Math.max(0, ...events.map(({ duration }) => duration));
      return { answered, first, longest: Math.max(0, ...long.map(({ ms }) => ms)) };
    },
    tasksSince: (from) => longTasks(from),
    now: () => performance.now(),
    /** When the page first showed each of these, painted. */
    watch(marks) {
      const seen = {};
      const look = () => {
        for (const [name, mark] of Object.entries(marks))
          if (seen[name] === undefined && holds(mark)) painted((now) => (seen[name] ??= now));
        if (Object.keys(seen).length < Object.keys(marks).length) requestAnimationFrame(look);
      };
      requestAnimationFrame(look);
      globalThis.probe.seen = seen;
    },
    /** Frames until `stop`; `blank` also looks, after each, which of the list's height has no text. */
    frames({ blank, selector }) {
      const stamps = [];
      const gaps = [];
      let going = true;
      const tick = (stamp) => {
        stamps.push(stamp);
        if (blank) painted(() => gaps.push(blankIn(document.querySelector(selector))));
        if (going) requestAnimationFrame(tick);
      };
      requestAnimationFrame(tick);
      globalThis.probe.stop = () => {
        going = false;
        return { deltas: stamps.slice(1).map((stamp, i) => stamp - stamps[i]), gaps };
      };
    },
    /** As by dragging the bar: a jump for each frame, to the end. Before a frame begins, as input comes. */
    drag({ selector, steps }) {
      const frame = document.querySelector(selector);
      return new Promise((resolve) => {
        let at = 0;
        const step = () => {
          at += 1;
          frame.scrollTop = ((frame.scrollHeight - frame.clientHeight) * at) / steps;
          if (at < steps) requestAnimationFrame(() => painted(() => setTimeout(step)));
          else resolve();
        };
        step();
      });
    },
  };

  /** In pixels, of what the frame shows. */
  function blankIn(frame) {
    const { top, bottom } = frame.getBoundingClientRect();
    const [from, to] = [top + 2, bottom - 2];
    let covered = 0;
    for (const row of frame.querySelectorAll('li')) {
      const box = row.getBoundingClientRect();
      if (getComputedStyle(row).visibility === 'hidden' || row.textContent.trim() === '') continue;
      covered += Math.max(0, Math.min(to, box.bottom) - Math.max(from, box.top));
    }
    return Math.max(0, Math.round(to - from - covered));
  }
}
