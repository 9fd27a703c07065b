// Keeps a page of `briefgen serve` up to date: it hears of every build and renews the page, or what is in it, or nothing.
// The server says whether the page itself is out of date; which of its pictures and styles are new is seen here.
"use strict";
(() => {
  let { page, build } = document.currentScript.dataset;
  const at = location.pathname;
  const KEPT = "briefgen:kept";
  const TAB = "briefgen:tab";
  const FRONT = "briefgen:front";
  const FOLLOWED = "briefgen:followed";
  const AGAIN = 500;  // milliseconds until the server is asked again
  const TICK = 2000;
  const SLEPT = 10000;  // a tick that comes so late tells that the machine slept
  let source = null;
  let timer = 0;
  let dismissed = "";

  // ---- what a new page keeps: the place on the page, and which evidence is open

  const words = (box) => box.textContent.replace(/\s+/g, " ").trim();
  const boxes = (root = document) => [...root.querySelectorAll("details")];
  const place = (box) => {
    const home = box.parentElement.closest("[id]");
    return home ? `${home.id} ${boxes(home).indexOf(box)}` : `${boxes().indexOf(box)}`;
  };

  // The last thing with a name above the top of the window: it stays where it is when the text before it grows.
  function mark() {
    const named = scrollY > 0 ? [...document.querySelectorAll("body [id]")] : [];
    const above = named.filter((each) => each.getClientRects().length && each.getBoundingClientRect().top <= 0);
    const last = above.at(-1);
    return last && { id: last.id, top: last.getBoundingClientRect().top };
  }

  function state() {
    const open = boxes().slice(0, 500).map((box) => ({ words: words(box), place: place(box), open: box.open }));
    return { of: location.href, x: scrollX, y: scrollY, mark: mark(), open };
  }

  function restore(kept) {
    const left = new Set(boxes());
    for (const same of [(box, was) => words(box) === was.words, (box, was) => place(box) === was.place]) {
      kept.open = kept.open.filter((was) => {
        const box = [...left].find((each) => same(each, was));
        if (!box) return true;
        left.delete(box);
        box.open = was.open;
        return false;
      });
    }
    scroll(kept);
  }

  function scroll({ x, y, mark: named }) {
    const there = named && document.getElementById(named.id);
    const top = there ? scrollY + there.getBoundingClientRect().top - named.top : y;
    scrollTo({ left: x, top, behavior: "instant" });
  }

  function reload() {
    close();
    store(sessionStorage, KEPT, JSON.stringify(state()));
    history.scrollRestoration = "manual";
    location.reload();
  }

  function reloaded() {
    const kept = JSON.parse(stored(sessionStorage, KEPT) ?? "null");
    store(sessionStorage, KEPT, null);
    if (kept?.of !== location.href) return;
    restore(kept);
    addEventListener("load", () => {
      scroll(kept);
      setTimeout(() => (history.scrollRestoration = "auto"));  // not before the browser has left it to us
    });
  }

  // ---- a new page in the place of the old one, without loading all that both have

  const styles = (of) => [...of.querySelectorAll('style, link[rel~="stylesheet"]')];
  const shape = (of) => styles(of).map((each) => (each.href ? path(each.getAttribute("href")) : each.textContent)).join();
  const runs = (of) =>
    [...of.scripts].some((each) => !each.dataset.page && (!each.type || /javascript|module/.test(each.type)));

  async function renew() {
    let next;
    close();
    try {
      const answer = await fetch(location.href, { cache: "no-store" });
      if (answer.url !== location.href.split("#")[0]) return reload();
      next = new DOMParser().parseFromString(await answer.text(), "text/html");
    } catch {
      timer = setTimeout(open, AGAIN);
      return;
    }
    const script = next.querySelector("script[data-page]");
    if (!script || runs(document) || runs(next) || shape(document) !== shape(next)) return reload();
    const kept = state();
    ({ page, build } = script.dataset);
    script.remove();
    const stay = new Set(styles(document));
    for (const each of [...document.head.children]) if (!stay.has(each)) each.remove();
    for (const each of styles(next)) each.remove();
    document.head.append(...next.head.childNodes);
    for (const { name, value } of next.documentElement.attributes) document.documentElement.setAttribute(name, value);
    document.body.replaceWith(document.adoptNode(next.body));
    restore(kept);
    again();
  }

  // ---- new styles and pictures, in place

  const fresh = (address) => {
    const url = new URL(address, location.href);
    url.searchParams.set("briefgen", build);
    return url.href;
  };
  const path = (address) => new URL(address, location.href).pathname;
  const ours = (address) => new URL(address, location.href).origin === location.origin;

  // The addresses in a srcset, which are parted by commas with a blank behind them.
  const sources = (set) => set.split(/,\s+/).map((each) => each.trim().split(/\s+/)[0]).filter(Boolean);

  function swap(changed) {
    const isNew = (address) => address && ours(address) && (changed === null || changed.has(path(address)));
    const swapped = new Set();
    for (const link of document.querySelectorAll('link[rel~="stylesheet"]')) {
      if (!isNew(link.href)) continue;
      swapped.add(path(link.href));
      const next = link.cloneNode();
      next.href = fresh(link.href);
      next.onload = next.onerror = () => link.remove();  // until then the old one holds the page together
      link.after(next);
    }
    for (const link of document.querySelectorAll('link[rel~="icon"]')) {
      swapped.add(path(link.href));
      if (isNew(link.href)) link.href = fresh(link.href);
    }
    for (const image of document.querySelectorAll("img, source")) {
      for (const address of sources(image.srcset ?? "")) {
        swapped.add(path(address));
        if (isNew(address)) image.srcset = image.srcset.replace(address, fresh(address));
      }
      if (image.getAttribute("src")) {
        swapped.add(path(image.src));
        if (isNew(image.src)) image.src = fresh(image.src);
      }
    }
    // A script, a font or a picture of the stylesheet cannot be swapped: the page has to load again.
    const loaded = performance.getEntriesByType("resource").map((entry) => entry.name);
    return !(changed !== null && loaded.some((address) => isNew(address) && !swapped.has(path(address))));
  }

  // ---- what the server says

  function hear(news) {
    build = news.build;
    show(news.problems);
    if (follow(news.newest)) return;
    if (!swap(news.changed && new Set(news.changed))) reload();
    else if (news.stale) renew();
  }

  // Goes to what was saved last, in one window only: the one that was looked at last.
  function follow(newest) {
    if (!newest || stored(localStorage, FRONT) !== tab() || stored(localStorage, FOLLOWED) === newest.name) return false;
    store(localStorage, FOLLOWED, newest.name);
    if (path(newest.address) === at) return false;
    close();
    location.assign(newest.address);
    return true;
  }

  const tab = () => {
    if (!stored(sessionStorage, TAB)) store(sessionStorage, TAB, String(Math.random()));
    return stored(sessionStorage, TAB);
  };

  function open() {
    if (source || document.hidden) return;  // browsers have few connections for a server: only windows in sight take one
    clearTimeout(timer);
    const query = new URLSearchParams({ at, page, build, tab: tab() ?? "" });
    source = new EventSource(`/__briefgen/events?${query}`);
    source.onopen = () => lost(false);
    source.onmessage = (event) => hear(JSON.parse(event.data));
    source.onerror = () => {
      close();
      lost(true);
      timer = setTimeout(open, AGAIN);
    };
  }

  // After a sleep a connection may look open that is not.
  function again() {
    close();
    open();
  }

  function close() {
    source?.close();
    source = null;
    clearTimeout(timer);
  }

  // ---- what is wrong, over the page; nothing of it is ever taken for HTML

  const host = document.createElement("briefgen-live");
  const root = host.attachShadow({ mode: "open" });
  const element = (name, className, text) => {
    const made = document.createElement(name);
    made.className = className;
    made.textContent = text ?? "";
    return made;
  };
  const STYLE = `
    :host { all: initial; }
    [hidden] { display: none !important; }
    section, .lost { position: fixed; z-index: 2147483647; font: 15px/1.45 system-ui, sans-serif; color: #f4f1ee; background: #241a1a; }
    section { inset: auto 0 0 0; max-height: 70vh; overflow: auto; overscroll-behavior: contain; border-top: 4px solid #e5534b;
      padding: 16px 20px 20px; box-shadow: 0 -8px 40px #0008; }
    .lost { left: 12px; bottom: 12px; padding: 6px 12px; border-radius: 6px; }
    header { display: flex; gap: 16px; align-items: baseline; justify-content: space-between; }
    h2 { font-size: 17px; margin: 0; }
    button { font: inherit; color: inherit; background: #4a3434; border: 1px solid #8a6a6a; border-radius: 6px; padding: 3px 12px; cursor: pointer; }
    article { margin-top: 14px; }
    .place { font: 14px/1.4 ui-monospace, monospace; color: #ffb4ab; margin: 0; overflow-wrap: anywhere; }
    .message { margin: 2px 0 6px; overflow-wrap: anywhere; }
    pre { font: 13px/1.5 ui-monospace, monospace; margin: 0; padding: 8px 0; background: #150f0f; border-radius: 6px; overflow-x: auto; tab-size: 4; }
    pre span { display: block; padding: 0 12px; min-width: max-content; }
    pre .wrong { background: #5a2320; }
  `;
  const panel = element("section", "");
  panel.setAttribute("role", "alert");
  panel.hidden = true;
  const notice = element("p", "lost", "briefgen serve has ended. This page follows again once it runs.");
  notice.setAttribute("role", "status");
  notice.hidden = true;
  root.append(element("style", "", STYLE), panel, notice);
  document.documentElement.append(host);

  function show(problems) {
    const now = JSON.stringify(problems);
    panel.hidden = !problems.length || now === dismissed;
    if (panel.hidden || panel.dataset.shown === now) return;
    panel.dataset.shown = now;
    const dismiss = element("button", "", "Hide (Esc)");
    dismiss.type = "button";
    dismiss.onclick = () => {
      dismissed = now;
      panel.hidden = true;
    };
    const header = element("header", "");
    const number = problems.length === 1 ? "An error" : `${problems.length} errors`;
    header.append(element("h2", "", `${number}; what you see is the last good page`), dismiss);
    panel.replaceChildren(header, ...problems.map(article));
  }

  function article(problem) {
    const made = element("article", "");
    made.append(element("p", "place", problem.line ? `${problem.path}:${problem.line}` : problem.path));
    made.append(element("p", "message", `${problem.message} [${problem.code}]`));
    if (problem.lines.length) {
      const excerpt = element("pre", "");
      const width = String(problem.lines.at(-1)[0]).length;
      for (const [number, text] of problem.lines) {
        const wrong = number === problem.line;
        excerpt.append(element("span", wrong ? "wrong" : "", `${wrong ? ">" : " "} ${String(number).padStart(width)}  ${text}`));
      }
      made.append(excerpt);
    }
    return made;
  }

  const lost = (gone) => {
    notice.hidden = !gone;
  };

  // ---- storage may be forbidden; then a reload keeps nothing, and all else works

  function stored(storage, key) {
    try {
      return storage.getItem(key);
    } catch {
      return null;
    }
  }

  function store(storage, key, value) {
    try {
      if (value === null) storage.removeItem(key);
      else storage.setItem(key, value);
    } catch {
      // as above
    }
  }

  // ---- from now on

  const front = () => document.hidden || store(localStorage, FRONT, tab());
  addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) panel.querySelector("button").click();
  });
  addEventListener("focus", front);
  document.addEventListener("visibilitychange", () => {
    front();
    if (document.hidden) close();
    else open();
  });
  addEventListener("pageshow", (event) => event.persisted && open());
  addEventListener("pagehide", close);
  addEventListener("online", again);
  let tick = Date.now();
  setInterval(() => {
    if (Date.now() - tick > SLEPT) again();
    tick = Date.now();
  }, TICK);
  reloaded();
  front();
  open();
})();
