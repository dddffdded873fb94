// The windowed table: only rows near the viewport are on the page, which itself scrolls.

/** Rows put on the page before the height of one is known. */
const BEFORE_MEASURING = 8;
const LABELS_IN_A_ROW = 6;
const SYSTEMS = { linux: "Linux", windows: "Windows", win: "Windows", macos: "macOS", osx: "macOS" };

const element = (name, className, attributes = {}) => {
  const made = document.createElement(name);
  made.className = className;
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
};

/** A row of the table; `fill` shows a runner in it. Rows that leave the page are filled anew rather than made anew. */
class TableRow {
  constructor() {
    this.element = element("tr", "columns", { role: "row" });
    const cell = (className) => element("td", className, { role: "gridcell" });
    const head = element("th", "name", { role: "rowheader", scope: "row" });
    this.name = element("button", "", { type: "button" });
    head.append(this.name);
    const [status, busy] = [cell("status"), cell("busy")];
    this.status = element("span", "state");
    this.busy = element("span", "state");
    status.append(this.status);
    busy.append(this.busy);
    this.os = cell("os");
    this.labels = cell("labels");
    const actions = cell("actions");
    this.remove = element("button", "remove", { type: "button" });
    this.remove.textContent = "×";
    actions.append(this.remove);
    this.element.append(head, status, busy, this.os, this.labels, actions);
  }

  fill(row) {
    const { name, status, busy, os, version, labels, ephemeral } = row.runner;
    this.row = row;
    this.name.textContent = name;
    this.status.textContent = status === "online" ? "Online" : status === "offline" ? "Offline" : status;
    this.status.dataset.state = status;
    this.busy.textContent = busy ? "Busy" : status === "online" ? "Idle" : "–";
    this.busy.dataset.state = busy ? "busy" : "not-busy";
    const system = SYSTEMS[os.toLowerCase()] ?? os;
    this.os.textContent = version ? `${system} · ${version}` : system;
    this.labels.title = labels.map((label) => label.name).join(", ");
    const chips = labels.slice(0, LABELS_IN_A_ROW).map((label) => {
      const chip = element("span", label.type === "read-only" ? "chip quiet" : "chip");
      chip.textContent = label.name;
      return chip;
    });
    if (ephemeral) chips.unshift("Ephemeral");
    if (labels.length > LABELS_IN_A_ROW) chips.push(`+${labels.length - LABELS_IN_A_ROW}`);
    this.labels.replaceChildren(...chips);
    this.remove.setAttribute("aria-label", `Remove ${name}`);
  }

  put(index, height) {
    this.element.setAttribute("aria-rowindex", index + 2);
    this.element.style.top = `${index * height}px`;
  }
}

/** The table. `show(rows)` replaces what is listed; the array may then be appended to, followed by `grew()`. */
export class Table {
  #rows = [];
  #body = document.querySelector("#rows");
  #grid = document.querySelector("[role=grid]");
  #shown = new Map();
  #spare = [];
  #height = 0;

  constructor() {
    addEventListener("scroll", () => this.#draw(), { passive: true });
    addEventListener("resize", () => this.#measure());
  }

  show(rows) {
    this.#rows = rows;
    this.grew();
  }

  grew() {
    this.#grid.setAttribute("aria-rowcount", this.#rows.length + 1);
    this.#body.style.height = `${this.#rows.length * this.#height}px`;
    this.#draw();
    if (this.#height === 0) this.#measure();
  }

  #measure() {
    const height = this.#body.firstElementChild?.getBoundingClientRect().height ?? 0;
    if (height === 0 || height === this.#height) return;
    this.#height = height;
    for (const [index, row] of this.#shown) row.put(index, height);
    this.grew();
  }

  #window() {
    const count = this.#rows.length;
    if (this.#height === 0) return [0, Math.min(count, BEFORE_MEASURING)];
    const above = -this.#body.getBoundingClientRect().top;
    const spare = Math.ceil(innerHeight / this.#height / 3), step = Math.ceil(spare / 2);
    const first = Math.floor(above / this.#height), last = Math.ceil((above + innerHeight) / this.#height);
    const start = Math.max(0, Math.ceil((first - spare) / step) * step);
    const end = last + spare >= count ? count : Math.max(0, Math.floor((last + spare) / step) * step);
    return [Math.min(start, end), end];
  }

  #draw() {
    const [start, end] = this.#window();
    for (const [index, row] of this.#shown) {
      if (index >= start && index < end) continue;
      this.#shown.delete(index);
      this.#spare.push(row);
    }
    const fresh = [];
    for (let index = start; index < end; index++) {
      const shown = this.#shown.get(index);
      if (shown) {
        if (shown.row !== this.#rows[index]) shown.fill(this.#rows[index]);
        continue;
      }
      const row = this.#spare.pop() ?? new TableRow();
      if (row.row !== this.#rows[index]) row.fill(this.#rows[index]);
      row.put(index, this.#height);
      this.#shown.set(index, row);
      if (!row.element.isConnected) fresh.push(row.element);
    }
    this.#body.append(...fresh);
    for (const row of this.#spare) row.element.remove();
  }
}
