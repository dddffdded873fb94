// Put into every document before its own scripts: gives it its session, and tells the harness what the page shows.
// `SESSION` is replaced by what the session storage is to hold. The console and the twin both mark their table with
// role=grid and aria-rowcount, which is all that is asked of them.
(() => {
  for (const [key, value] of Object.entries(SESSION)) sessionStorage.setItem(key, value);

  // The page does not hand out its WebAssembly memory, and no protocol tells its size.
  const memories = [];
  const noting = (made) => {
    const { exports } = made.instance ?? made;
    memories.push(...Object.values(exports).filter((one) => one instanceof WebAssembly.Memory));
    return made;
  };
  for (const name of ["instantiate", "instantiateStreaming"]) {
    const plain = WebAssembly[name].bind(WebAssembly);
    WebAssembly[name] = (...given) => plain(...given).then(noting);
  }

  const grid = () => document.querySelector("[role=grid]");
  const rows = () => document.querySelectorAll("tbody [role=row]");
  const count = () => Number(grid()?.getAttribute("aria-rowcount") ?? 0) - 1;
  const frame = () => new Promise(requestAnimationFrame);
  /** What was begun is drawn, and what drawing begot, too. */
  const settled = async () => {
    for (let frames = 0; frames < 3; frames++) await frame();
    await new Promise((done) => setTimeout(done));
  };

  /** How long a change of the table may take, in milliseconds. */
  const PATIENCE = 20_000;
  let next;
  let waiting = [];
  const look = () => {
    const at = performance.now();
    waiting = waiting.filter(({ condition, done }) => !condition() || done(at));
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["aria-rowcount"] });
  /** When a condition came true, in milliseconds since the page was opened. */
  const until = (condition) =>
    new Promise((resolve) => {
      waiting.push({ condition, done: resolve });
      look();
    });
  const first = until(() => count() > 0 && rows().length > 0);

  const longTasks = [];
  new PerformanceObserver((list) => longTasks.push(...list.getEntries().map((task) => task.duration))).observe({ type: "longtask" });
  const interactions = [];
  new PerformanceObserver((list) => {
    interactions.push(...list.getEntries().filter((event) => event.interactionId).map((event) => event.duration));
  }).observe({ type: "event", durationThreshold: 16 });

  window.probe = {
    settled,
    until,
    count,
    /** When the first row was there. */
    first: () => first,
    /** When the table listed so many rows and was drawn. */
    rows: async (wanted) => {
      const at = await until(() => count() === wanted);
      await settled();
      return at;
    },
    /** Begins to look for the next change inside the table; `changed` waits for it, and until it is drawn. */
    watch: () => {
      next = new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`nothing changed in ${PATIENCE} ms`)), PATIENCE);
        const observer = new MutationObserver(() => {
          observer.disconnect();
          clearTimeout(late);
          resolve(settled());
        });
        observer.observe(grid(), { subtree: true, childList: true, attributes: true, characterData: true });
      });
      next.catch(() => {});
    },
    changed: () => next,
    /** From now on: all changes inside the table. */
    record: () => {
      const changes = (window.probe.changes = []);
      new MutationObserver((records) => changes.push(...records.map((record) => `${record.type} ${record.attributeName}`)))
        .observe(grid(), { subtree: true, childList: true, attributes: true, characterData: true });
    },
    /** Scrolls through the table in small steps, then in leaps; how full the page was at most, and the longest task. */
    scroll: async () => {
      longTasks.length = 0;
      let fullest = 0;
      const to = async (place) => {
        scrollTo(0, place);
        await frame();
        await frame();
        const all = rows();
        fullest = Math.max(fullest, all.length / (innerHeight / all[0].getBoundingClientRect().height));
      };
      const end = document.documentElement.scrollHeight - innerHeight;
      for (let step = 0; step < 200; step++) await to(step * 120);
      for (let step = 0; step <= 200; step++) await to((end * step) / 200);
      for (let step = 200; step >= 0; step--) await to((end * ((step * 83) % 201)) / 200);
      await settled();
      return { fullest, tasks: longTasks.length, longest: Math.max(0, ...longTasks) };
    },
    /** The longest interaction so far, in milliseconds, as the Event Timing API has it. */
    longestInteraction: async () => {
      for (let times = 0; times < 3; times++) await settled();
      return Math.max(0, ...interactions);
    },
    /** Bytes of WebAssembly memory. */
    wasmMemory: () => memories.reduce((sum, memory) => sum + memory.buffer.byteLength, 0),
  };
})();
