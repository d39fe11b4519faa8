// Timers of ten seconds and more ring when the test lets time pass, all others as ever.
(() => {
  const { setTimeout, clearTimeout } = window;
  const held = new Map();
  let now = 0;
  let last = 1e9;
  window.setTimeout = (work, pause, ...rest) => {
    if (!(pause >= 10_000)) return setTimeout(work, pause, ...rest);
    held.set(++last, [now + pause, () => work(...rest)]);
    return last;
  };
  window.clearTimeout = (timer) => {
    if (!held.delete(timer)) clearTimeout(timer);
  };
  window.elapse = (pause) => {
    now += pause;
    for (const [timer, [due, work]] of [...held]) if (due <= now && held.delete(timer)) work();
  };
})();
