// The search page. The index comes in parts, the newest briefs first: the first answer is that of the newest part, and
// the others are added below it. Without this script the page says so and leads to the lists.
(() => {
  const form = document.getElementById("search");
  const [status, list, more] = ["status", "results", "more"].map((id) => document.getElementById(id));
  if (location.protocol === "file:") {
    form.hidden = true;
    document.getElementById("from-folder").hidden = false;
    return;
  }

  const SHOWN = 20, WORDS = 30, BEFORE = 8, AT_ONCE = 10, LESS = 1e-7;
  const BEYOND = "\u{10ffff}"; // behind all words, so nothing is loaded for it, but the engine is started and warm
  const say = form.dataset;
  const root = new URL(say.root, location.href);
  const parts = say.parts.split(" ").map((part) => new URL(part, root));
  const language = document.documentElement.lang;
  let loaded = 1, allowed = AT_ONCE, round = 0, results = [], engine;

  // In the page itself: a worker is one more script, and starting it takes longer than what a part of a thousand does.
  const load = () => (engine ??= import(new URL("pagefind.js", parts[0]).href).then(async (it) => {
    await it.options({ noWorker: true, mergeFilter: { part: "0" } });
    await it.search(BEYOND);
    return it;
  }));

  // A part counts less than every newer one, so that what is added never moves what is read.
  const add = async (it) => {
    const next = loaded++;
    await it.mergeIndex(parts[next].href, { indexWeight: LESS ** next, mergeFilter: { part: String(next) } });
  };

  // Where a part has no word that begins as asked, the engine falls back on any beginning of it ("a" for "alert"). So of
  // each part the first result is looked at: it must hold half of every word asked for, or the part has nothing.
  async function sound({ results: all, filters: counts }, term) {
    const asked = term === say.every || term.startsWith('"') ? [] : term.split(/\s+/).map(letters).filter(Boolean);
    const kept = [];
    for (let part = 0, at = 0; part < loaded; part++) {
      const own = all.slice(at, (at += counts.part?.[part] ?? 0));
      if (!own.length) continue;
      const { content, locations } = await own[0].data();
      const words = content.split(/\s+/);
      const found = locations.map((place) => letters(words[place] ?? ""));
      const near = (word) => found.some((each) => each.includes(word.slice(0, Math.ceil(word.length / 2))));
      if (asked.every(near)) kept.push(...own);
    }
    return kept;
  }

  const letters = (word) => word.normalize("NFD").replace(/[^\p{L}\p{N}]/gu, "").toLowerCase();

  const days = (from, to) => {
    const [first, last] = [form.from.min, form.from.max];
    const found = [];
    const end = to && to < last ? to : last;
    for (const day = new Date(`${from > first ? from : first}T00:00Z`); ; day.setUTCDate(day.getUTCDate() + 1)) {
      const iso = day.toISOString().slice(0, 10);
      if (iso > end) return found.length ? found : ["none"];
      found.push(iso);
    }
  };

  const asked = () => {
    const value = (name) => form.elements[name]?.value.trim() ?? "";
    const filters = {};
    for (const name of ["actor", "topic", "source"]) if (value(name)) filters[name] = value(name);
    if (value("from") || value("to")) filters.day = { any: days(value("from"), value("to")) };
    const term = value("q");
    return { term: term || say.every, filters, sort: value("order") || !term ? { day: "desc" } : {} };
  };

  async function search() {
    const mine = ++round;
    const { term, filters, sort } = asked();
    if (term === say.every && !Object.keys(filters).length) return show([], "");
    try {
      const it = await load();
      for (;;) {
        const found = await sound(await it.search(term, { filters, sort }), term);
        if (mine !== round) return;
        const last = loaded >= Math.min(parts.length, allowed);
        await show(found, last ? (found.length ? count(found.length) : say.none) : say.on.replace("{found}", count(found.length)), mine);
        if (mine !== round || last) return;
        await Promise.all(Array.from({ length: Math.min(3, parts.length - loaded) }, () => add(it)));
      }
    } catch (error) {
      console.error(error);
      if (mine === round) show([], say.broken);
    }
  }

  const counts = JSON.parse(say.counts);
  const plural = new Intl.PluralRules(language);
  const count = (n) => (counts[plural.select(n)] ?? counts.other).replace("{n}", n.toLocaleString(language, { numberingSystem: "latn" }));

  async function show(found, words, mine) {
    const kept = mine && results.mine === mine ? list.children.length : 0;
    results = found;
    results.mine = mine;
    if (!kept) list.replaceChildren();
    status.textContent = words;
    await grow(SHOWN - kept, mine);
  }

  async function grow(number, mine) {
    for (const result of results.slice(list.children.length).slice(0, Math.max(0, number))) {
      const data = await result.data();
      if (mine !== round) return;
      list.append(line(data));
    }
    const older = results.mine && loaded >= allowed && loaded < parts.length;
    more.hidden = list.children.length >= results.length && !older;
  }

  const element = (name, properties, ...children) => {
    const made = Object.assign(document.createElement(name), properties);
    made.append(...children);
    return made;
  };

  const to = (path) => new URL(path, root).href;

  function line({ raw_url, meta, content, locations }) {
    const foreign = meta.language && meta.language !== language ? { lang: meta.language, dir: "auto" } : {};
    const when = meta.day
      ? element("time", { dateTime: meta.day }, new Date(`${meta.day}T00:00Z`).toLocaleDateString(language === "en" ? "en-GB" : language, { day: "numeric", month: "short", year: "numeric", timeZone: "UTC", numberingSystem: "latn" }))
      : element("span", {});
    const title = element("a", { href: to(raw_url.slice(1)), ...foreign }, meta.title);
    const about = [];
    if (meta.source) about.push(element("bdi", {}, meta.source));
    for (const [slug, name] of JSON.parse(meta.actors ?? "[]")) {
      if (about.length) about.push(" · ");
      about.push(element("a", { href: to(`actors/${slug}/index.html`) }, element("bdi", {}, name)));
    }
    return element("li", {}, when, element("div", {},
      element("h2", {}, title),
      element("p", { className: "excerpt", ...foreign }, ...excerpt(content, locations, 1 + meta.title.split(/\s+/).length)),
      element("p", { className: "shared" }, ...about)));
  }

  // The words around what was found: where most of it stands together, but never in the title, which is `skipped` words
  // long and shown above.
  function excerpt(content, locations, skipped) {
    const words = content.split(/\s+/);
    const found = locations.filter((at) => at >= skipped);
    const together = (start) => found.filter((at) => at >= start && at < start + WORDS - BEFORE).length;
    const best = found.reduce((kept, at) => (together(at) > together(kept) ? at : kept), found[0] ?? skipped);
    const start = Math.max(skipped, best - BEFORE);
    const shown = words.slice(start, start + WORDS).flatMap((word, at) =>
      [found.includes(start + at) ? element("mark", {}, word) : word, " "]);
    return [start > skipped ? "… " : "", ...shown, start + WORDS < words.length ? "…" : ""];
  }

  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("input", () => {
    const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
    history.replaceState(null, "", query.size ? `?${query}` : location.pathname);
    search();
  });
  more.addEventListener("click", async () => {
    const mine = round;
    if (list.children.length < results.length) return grow(SHOWN, mine);
    allowed += AT_ONCE;
    search();
  });
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements[name];
    if (field) field.value = field.tagName === "SELECT" ? value.toLowerCase() : value;
  }
  const filtered = [...new URLSearchParams(location.search)].some(([name, value]) => name !== "q" && value);
  document.getElementById("filters").open = filtered || matchMedia("(min-width: 40rem)").matches;
  load().catch(() => {});
  if (location.search) search();
  form.q.focus({ preventScroll: true });
})();
