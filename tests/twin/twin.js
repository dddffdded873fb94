// The twin of the console: the same table of the same runners, without a framework. It stands for the limit.

import { Fleet, byName, parseFilter } from "./fleet.js";
import { Table } from "./table.js";

/** From the last page of a reading to the next reading: as the console. */
const INTERVAL = 65_000;
const KINDS = { enterprise: "enterprises", organization: "orgs", repository: "repos" };

const $ = (selector) => document.querySelector(selector);
const table = new Table();
let fleet, timer, filter = null, isSorted = false;
/** What is listed: the fleet's own rows where nothing is filtered or sorted. */
let listed = [];
let frame = 0;

/** Draws once in a frame, however many pages came. */
const later = (draw) => {
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(draw);
};

const list = (rows) => {
  listed = filter ? rows.filter(filter) : rows.slice();
  if (isSorted) listed.sort(byName);
  table.show(listed);
};

const count = (rows) => {
  const online = rows.filter((row) => row.runner.status === "online").length;
  const busy = rows.filter((row) => row.runner.busy).length;
  $("#counts").textContent =
    `${rows.length} runners · ${online} online · ${busy} busy · ${online - busy} idle · ${rows.length - online} offline`;
};

const read = async (cache) => {
  const current = fleet;
  clearTimeout(timer);
  $("#status").textContent = "Reading";
  const changed = await current.read(cache, (fresh) => {
    for (const row of fresh) if (!filter || filter(row)) listed.push(row);
    later(() => {
      if (isSorted) listed.sort(byName);
      table.grew();
      count(current.rows);
    });
  });
  if (current !== fleet) return;
  if (changed) {
    list(current.rows);
    count(current.rows);
  }
  $("#status").textContent = `Read at ${new Date().toLocaleTimeString()}`;
  timer = setTimeout(() => run("default"), INTERVAL);
};

const run = (cache) =>
  read(cache).catch((error) => {
    if (error.name !== "AbortError") $("#status").textContent = error.message;
  });

/** Reads host and scope off the address, the token out of the session storage, and starts anew. */
const enter = () => {
  const query = new URLSearchParams(location.search);
  const host = query.get("host");
  const kind = Object.keys(KINDS).find((kind) => query.has(kind));
  fleet?.end();
  cancelAnimationFrame(frame);
  fleet = new Fleet(
    `http://${host}/api/v3/${KINDS[kind]}/${query.get(kind)}/actions/runners`,
    sessionStorage.getItem(`runner-console/token/${host}`),
  );
  $("#filter").value = "";
  filter = null;
  isSorted = false;
  $("#by-name").setAttribute("aria-sort", "none");
  const recents = JSON.parse(sessionStorage.getItem(`runner-console/recents/${host}`) ?? "[]").map((scope) => Object.entries(scope)[0].join(" "));
  $("#scope").replaceChildren(...recents.map((scope) => new Option(scope, scope, false, scope === `${kind} ${query.get(kind)}`)));
  listed = [];
  table.show(listed);
  run("no-cache");
};

$("#filter").addEventListener("input", (event) => {
  filter = parseFilter(event.target.value);
  list(fleet.rows);
});
$("#by-name").addEventListener("click", () => {
  isSorted = !isSorted;
  $("#by-name").setAttribute("aria-sort", isSorted ? "ascending" : "none");
  list(fleet.rows);
});
$("#refresh").addEventListener("click", () => run("no-cache"));
$("#scope").addEventListener("change", (event) => {
  const [kind, name] = event.target.value.split(" ");
  const host = new URLSearchParams(location.search).get("host");
  history.pushState(null, "", `?${new URLSearchParams({ host, [kind]: name })}`);
  enter();
});
addEventListener("popstate", enter);
enter();
