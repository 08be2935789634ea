/* Has the process drawn again by the server while its rows are typed; leads from the drawing to a row and back.
   Without this script the screen shows the process as it was saved. */
(() => {
  "use strict";

  const PAUSE = 400;
  const wide = matchMedia("(min-width: 50em)");

  const begin = (desk) => {
    const form = desk.closest("form");
    const canvas = desk.querySelector("[data-process-canvas]");
    const part = (name, from = desk) => from.querySelector(`[data-live-part="${name}"]`);
    const row = (address) => document.getElementById(address.replace(/^.*#/, ""));
    let waiting, asked, sent;

    const typed = () => {
      const pairs = [...new FormData(form)].filter(([, value]) => typeof value === "string");
      return new URLSearchParams(pairs).toString();
    };

    const show = (name, from) => {
      const now = part(name), next = part(name, from);
      if (now.innerHTML !== next.innerHTML) now.innerHTML = next.innerHTML;
    };

    /* Each row says what is wrong with it, and leads to its place in the drawing. */
    const tellRows = () => {
      document.querySelectorAll(".process-row-fault").forEach((note) => note.remove());
      for (const fault of part("faults").querySelectorAll("li")) {
        const link = fault.querySelector("a");
        const there = link && row(link.hash);
        if (!there) continue;
        const note = document.createElement("div");
        note.className = `process-row-fault ${fault.className}`;
        note.append(fault.querySelector("svg").cloneNode(true));
        const text = document.createElement("p");
        text.append(fault.querySelector("strong").cloneNode(true), ` ${link.textContent} `);
        if (desk.querySelector(`[data-drawn="${there.id}"]`)) {
          const back = document.createElement("a");
          back.href = "#process-live";
          back.dataset.show = there.id;
          back.textContent = desk.dataset.show;
          text.append(back);
        }
        note.append(text);
        there.querySelector(".w-panel__content").prepend(note);
      }
    };

    const draw = async () => {
      const body = typed();
      if (body === sent) return;
      asked?.abort();
      asked = new AbortController();
      try {
        const answer = await fetch(desk.dataset.processLive, {
          method: "POST",
          body,
          signal: asked.signal,
          headers: { "Content-Type": "application/x-www-form-urlencoded;charset=UTF-8" },
        });
        if (!answer.ok) throw new Error(answer.status);
        const parts = new DOMParser().parseFromString(await answer.text(), "text/html");
        sent = body;
        const box = part("drawing");
        const [left, top] = [box.scrollLeft, box.scrollTop];
        const size = box.querySelector("svg")?.getAttribute("width");
        for (const name of ["count", "drawing", "faults", "outline"]) show(name, parts);
        canvas.dispatchEvent(new Event("process-drawn"));
        if (size === box.querySelector("svg")?.getAttribute("width")) box.scrollLeft = left;
        box.scrollTop = top;
        tellRows();
        point(pointed);
      } catch (error) {
        if (error.name !== "AbortError") part("count").textContent = desk.dataset.failed;
      }
    };

    const drawSoon = () => { clearTimeout(waiting); waiting = setTimeout(draw, PAUSE); };

    /* The place of a row in the drawing is shown while one types in the row. */
    let pointed = "";
    const point = (id, isShown = false) => {
      pointed = id;
      for (const one of desk.querySelectorAll("[data-drawn]")) one.classList.toggle("pointed", one.dataset.drawn === id);
      const drawn = isShown && desk.querySelector(`[data-drawn="${id}"]`);
      if (drawn) {
        const box = part("drawing"), place = drawn.getBoundingClientRect(), frame = box.getBoundingClientRect();
        box.scrollBy({
          left: place.left + place.width / 2 - frame.left - frame.width / 2,
          top: place.top + place.height / 2 - frame.top - frame.height / 2,
        });
      }
    };

    /* Opens a row, and what it lies in, and puts the cursor in its first field. */
    const open = (there) => {
      for (let section = there.querySelector("[data-panel]"); section; section = section.parentElement.closest("[data-panel]")) {
        const toggle = section.querySelector("[data-panel-toggle]");
        if (toggle?.getAttribute("aria-expanded") === "false") toggle.click();
      }
      there.scrollIntoView({ block: "start" });
      there.querySelector("input:not([type=hidden]):not([hidden]), select, textarea")?.focus({ preventScroll: true });
    };

    document.addEventListener("click", (event) => {
      const link = event.target.closest("a");
      if (!link) return;
      if (link.dataset.show) {
        event.preventDefault();
        desk.querySelector('[data-fold="drawing"]').open = true;
        desk.scrollIntoView({ block: "nearest" });
        if (!wide.matches) canvas.scrollIntoView({ block: "start" });
        point(link.dataset.show, true);
        part("drawing").focus({ preventScroll: true });
        return;
      }
      const hash = desk.contains(link) && (link.hash ?? link.getAttribute("href"));
      const address = hash?.baseVal ?? hash ?? (desk.contains(link) && link.getAttribute("href"));
      const there = address && row(String(address));
      if (there?.matches("[data-inline-panel-child]")) {
        event.preventDefault();
        open(there);
      }
    });

    form.addEventListener("focusin", (event) => {
      const there = event.target.closest("[data-inline-panel-child]");
      if (there?.parentElement.id.match(/^id_(nodes|transitions)-FORMS$/)) point(there.id, wide.matches);
    });

    for (const name of ["input", "change", "click", "keyup", "pointerup"]) form.addEventListener(name, drawSoon);
    for (const rows of form.querySelectorAll("[id$='-FORMS']")) {
      new MutationObserver((changes) => {
        if (changes.some((one) => one.target === rows)) drawSoon();
      }).observe(rows, { childList: true });
    }
    if (!wide.matches) desk.querySelector('[data-fold="drawing"]').open = false;
    tellRows();
    sent = typed();
  };

  const beginAll = () => document.querySelectorAll("[data-process-live]").forEach(begin);
  if (document.readyState === "complete") beginAll();
  else addEventListener("load", beginAll);
})();
