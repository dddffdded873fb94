// The runners of one scope: read page by page, found and sorted. No page of HTML in here.
//
// As a good engineer writes it who wants it fast: the first page tells how many there are, then six are under way at
// once; rows are only ever appended while pages come in; what searching and sorting need is computed once for a row.

/** Runners on a page, and pages under way at once. */
const PAGE_SIZE = 100, MOST_IN_FLIGHT = 6;

/** What a runner is searched by: name, id, system and labels in lower case, a line feed between them. */
const searchKey = (runner) =>
  [runner.name, runner.id, runner.os, ...runner.labels.map((label) => label.name)].join("\n").toLowerCase();

/** A text that sorts as people expect names to: numbers by value. A number's length goes before it, as a digit. */
const naturalKey = (text) =>
  text.toLowerCase().replace(/\d+/g, (number) => {
    const digits = number.replace(/^0+/, "");
    return "9".repeat(Math.floor(digits.length / 9)) + (digits.length % 9) + digits;
  });

/** A runner, with what searching needs. The key for sorting is computed when it is first wanted. */
export class Row {
  #sortKey;
  constructor(runner) {
    this.runner = runner;
    this.searchKey = searchKey(runner);
  }
  get sortKey() {
    return (this.#sortKey ??= naturalKey(this.runner.name));
  }
}

/** By name, then by the name as it is written, then by id: never equal. */
export const byName = (one, other) => {
  const [a, b] = [one.sortKey, other.sortKey];
  if (a !== b) return a < b ? -1 : 1;
  const [name, otherName] = [one.runner.name, other.runner.name];
  if (name !== otherName) return name < otherName ? -1 : 1;
  return one.runner.id - other.runner.id;
};

/** What was typed as a condition on rows: terms separated by white space, quotes hold one together. */
export const parseFilter = (text) => {
  const terms = [...text.toLowerCase().matchAll(/"([^"]*)"?|[^\s"]+/g)].map((found) => found[1] ?? found[0]).filter(Boolean);
  return terms.length === 0 ? null : (row) => terms.every((term) => row.searchKey.includes(term));
};

const isSame = (one, other) =>
  one.name === other.name && one.status === other.status && one.busy === other.busy && one.os === other.os &&
  one.version === other.version && one.ephemeral === other.ephemeral && one.labels.length === other.labels.length &&
  one.labels.every((label, index) => label.name === other.labels[index].name && label.type === other.labels[index].type);

/** The runners of a scope, in the API's order. */
export class Fleet {
  rows = [];
  #byId = new Map();
  #abort = new AbortController();
  #address;
  #token;

  constructor(address, token) {
    this.#address = address;
    this.#token = token;
  }

  /**
   * Reads all pages. In the first reading rows are appended to `rows` as pages come, and `onRows` is told which; a later
   * one keeps the rows of runners that are the same and replaces `rows` at its end. Returns whether it brought a change.
   */
  async read(cache, onRows) {
    const before = this.rows, known = this.#byId;
    const isFirst = before.length === 0;
    const rows = [], byId = new Map(), pages = [];
    if (isFirst) [this.rows, this.#byId] = [rows, byId];
    let placed = 0;
    const place = (number, runners) => {
      pages[number] = runners;
      const start = rows.length;
      // Only as far as no page is missing: the rows stand in the API's order.
      for (; pages[placed + 1]; placed++) {
        for (const runner of pages[placed + 1]) {
          if (byId.has(runner.id)) continue;
          const old = known.get(runner.id);
          const row = old && isSame(old.runner, runner) ? old : new Row(runner);
          byId.set(runner.id, row);
          rows.push(row);
        }
        pages[placed + 1] = true;
      }
      if (isFirst && rows.length > start) onRows(rows.slice(start));
    };
    const first = await this.#page(1, cache);
    place(1, first.runners);
    const last = Math.ceil(first.total_count / PAGE_SIZE);
    let next = 2;
    const worker = async () => {
      while (next <= last) {
        const number = next++;
        place(number, (await this.#page(number, cache)).runners);
      }
    };
    await Promise.all(Array.from({ length: MOST_IN_FLIGHT }, worker));
    if (isFirst) return false;
    [this.rows, this.#byId] = [rows, byId];
    return rows.length !== before.length || rows.some((row, index) => row !== before[index]);
  }

  /** Ends what is under way. */
  end() {
    this.#abort.abort();
  }

  async #page(number, cache) {
    const response = await fetch(`${this.#address}?per_page=${PAGE_SIZE}&page=${number}`, {
      cache,
      credentials: "omit",
      referrerPolicy: "no-referrer",
      signal: this.#abort.signal,
      headers: { Accept: "application/vnd.github+json", Authorization: `Bearer ${this.#token}` },
    });
    if (!response.ok) throw new Error(`page ${number}: ${response.status}`);
    return response.json();
  }
}
