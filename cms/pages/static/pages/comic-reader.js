/*
  <comic-reader>: turns the plates of an album without loading the page again.

  Everything it does is also a link in the page, so that the album reads the same without it. It adds the keyboard
  (left, right, Home, End), the swipe, the history, an announcement for screen readers, and the view panel by panel.
*/

const parser = new DOMParser();
const cache = new Map();

/** The document at `url`, fetched once. */
function load(url) {
  if (!cache.has(url)) {
    const answer = fetch(url, { headers: { Accept: "text/html" } }).then(async (response) => {
      if (!response.ok) throw new Error(`${response.status}`);
      return parser.parseFromString(await response.text(), "text/html");
    });
    answer.catch(() => cache.delete(url));
    cache.set(url, answer);
  }
  return cache.get(url);
}

/** Whether keys belong to what has the focus rather than to the album. */
function isTyping(target) {
  return target instanceof Element && target.closest("input, textarea, select, [contenteditable], video, audio, dialog") !== null;
}

class ComicReader extends HTMLElement {
  connectedCallback() {
    this.controller = new AbortController();
    const options = { signal: this.controller.signal };
    this.addEventListener("click", (event) => this.onClick(event), options);
    document.addEventListener("keydown", (event) => this.onKey(event), options);
    window.addEventListener("popstate", () => this.turn(location.href, { push: false }), options);
    this.addEventListener("pointerdown", (event) => this.onPointerDown(event), options);
    this.addEventListener("pointerup", (event) => this.onPointerUp(event), options);
    this.addEventListener("pointercancel", () => { this.start = null; }, options);
    this.panels = new PanelView(this);
    this.dataset.ready = "";
    this.settle();
  }

  disconnectedCallback() {
    this.controller.abort();
  }

  get plate() {
    return this.querySelector("[data-plate]");
  }

  way(name) {
    const links = this.plate.querySelectorAll("[data-way='number']");
    if (name === "first") return links[0] ?? null;
    if (name === "last") return links[links.length - 1] ?? null;
    return this.plate.querySelector(`[data-way='${name}']`);
  }

  /** What each new plate needs: the panel button, and the next plate ready. */
  settle() {
    const zones = this.plate.querySelectorAll("[data-zone]");
    this.plate.querySelector("[data-open-panels]").hidden = zones.length === 0;
    const next = this.way("next");
    if (next && !navigator.connection?.saveData) {
      load(next.href).then((page) => {
        const picture = page.querySelector(".plate img");
        if (picture) new Image().src = picture.getAttribute("src");
      }).catch(() => {});
    }
  }

  /**
   * Shows the plate at `url`. Keeps the reader's place: the focus stays on the same kind of link, or goes to the
   * heading when that link is gone. Falls back on the browser when the network fails.
   */
  async turn(url, { push = true, focus = "" } = {}) {
    const current = this.plate;
    current.setAttribute("aria-busy", "true");
    let page;
    try {
      page = await load(url);
    } catch {
      location.assign(url);
      return;
    }
    const fresh = page.querySelector("comic-reader [data-plate]");
    if (!fresh || current !== this.plate) {
      if (!fresh) location.assign(url);
      return;
    }
    const open = current.querySelector("details")?.open ?? false;
    const plate = document.importNode(fresh, true);
    plate.querySelector("details").open = open;
    current.replaceWith(plate);
    document.title = page.title;
    if (push) history.pushState({}, "", url);
    this.settle();
    this.querySelector("[data-status]").textContent = plate.querySelector("h1 small").textContent;
    const target = focus ? plate.querySelector(`[data-way='${focus}']`) : null;
    (target ?? plate.querySelector("[data-heading]")).focus({ preventScroll: true });
    const top = plate.getBoundingClientRect().top;
    if (top < 0 || top > innerHeight / 2) plate.scrollIntoView({ block: "start", behavior: "auto" });
  }

  onClick(event) {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    if (event.target.closest("[data-open-panels]")) {
      this.panels.open();
      return;
    }
    const link = event.target.closest("a[data-way]");
    if (!link) return;
    event.preventDefault();
    this.turn(link.href, { focus: link.dataset.way === "number" ? "" : link.dataset.way });
  }

  onKey(event) {
    if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || event.shiftKey || isTyping(event.target)) return;
    const name = { ArrowLeft: "previous", ArrowRight: "next", Home: "first", End: "last" }[event.key];
    const link = name && this.way(name);
    if (!link || link.getAttribute("aria-current")) return;
    event.preventDefault();
    this.turn(link.href);
  }

  onPointerDown(event) {
    this.start = event.pointerType === "touch" && event.target.closest(".plate") && (window.visualViewport?.scale ?? 1) < 1.05
      ? { x: event.clientX, y: event.clientY }
      : null;
  }

  onPointerUp(event) {
    if (!this.start) return;
    const across = event.clientX - this.start.x;
    const down = Math.abs(event.clientY - this.start.y);
    this.start = null;
    if (Math.abs(across) < 48 || down > Math.abs(across) * 0.6) return;
    const link = this.way(across < 0 ? "next" : "previous");
    if (link) this.turn(link.href);
  }
}

/** The dialog that shows one panel at a time, enlarged, with its words. */
class PanelView {
  /** Lettering stays readable: a panel is never shown below this share of its drawn size (1000 units a plate). */
  static smallest = 0.62;

  constructor(reader) {
    this.reader = reader;
    this.dialog = reader.querySelector("[data-panels]");
    this.frame = this.dialog.querySelector(".panel-frame");
    this.crop = document.createElement("div");
    this.crop.className = "panel-crop";
    this.picture = document.createElement("img");
    this.picture.alt = "";
    this.crop.append(this.picture);
    this.frame.append(this.crop);
    this.dialog.querySelector("[data-panels-close]").addEventListener("click", () => this.dialog.close());
    this.dialog.querySelector("[data-panel-previous]").addEventListener("click", () => this.move(-1));
    this.dialog.querySelector("[data-panel-next]").addEventListener("click", () => this.move(1));
    this.dialog.addEventListener("keydown", (event) => {
      const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
      const scrolls = this.frame.scrollWidth > this.frame.clientWidth + 1 && event.target === this.frame;
      if (!step || scrolls || event.metaKey || event.ctrlKey || event.altKey) return;
      event.preventDefault();
      this.move(step);
    });
    this.dialog.addEventListener("close", () => this.reader.plate.querySelector("[data-open-panels]").focus());
    window.addEventListener("resize", () => this.dialog.open && this.fit(), { signal: reader.controller.signal });
  }

  get items() {
    return [...this.reader.plate.querySelectorAll("[data-zone]")];
  }

  open() {
    this.index = 0;
    this.dialog.showModal();
    this.show();
  }

  async move(step) {
    const index = this.index + step;
    if (index >= 0 && index < this.items.length) {
      this.index = index;
    } else {
      const link = this.reader.way(step > 0 ? "next" : "previous");
      if (!link) return;
      await this.reader.turn(link.href);
      this.index = step > 0 ? 0 : this.items.length - 1;
    }
    this.show();
  }

  show() {
    const item = this.items[this.index];
    if (!item) {
      this.dialog.close();
      return;
    }
    const source = this.reader.plate.querySelector(".plate img");
    this.picture.src = source.currentSrc || source.src;
    this.shape = source.naturalHeight / source.naturalWidth || 1.4;
    const words = item.cloneNode(true);
    words.querySelector("h3")?.remove();
    this.dialog.querySelector(".panel-words").replaceChildren(...words.childNodes);
    const count = this.dialog.dataset.count.replace("NUMBER", this.index + 1).replace("COUNT", this.items.length);
    this.dialog.querySelector("[data-panel-status]").textContent = `${this.reader.plate.querySelector("h1 small").textContent} · ${count}`;
    this.dialog.querySelector("[data-panel-previous]").disabled = this.index === 0 && !this.reader.way("previous");
    this.dialog.querySelector("[data-panel-next]").disabled = this.index === this.items.length - 1 && !this.reader.way("next");
    this.fit();
    this.frame.scrollTo(0, 0);
  }

  /** Sizes the whole plate so that the panel fills the frame, and hides what is around it. */
  fit() {
    const [left, top, width, height] = this.items[this.index].dataset.zone.split(" ").map((number) => Number(number) / 100);
    const room = { w: this.frame.clientWidth, h: this.frame.clientHeight };
    const fits = Math.min(room.w / width, room.h / (height * this.shape));
    const plate = Math.max(fits, 1000 * PanelView.smallest);
    Object.assign(this.picture.style, { width: `${plate}px`, left: `${-left * plate}px`, top: `${-top * plate * this.shape}px` });
    Object.assign(this.crop.style, { width: `${width * plate}px`, height: `${height * plate * this.shape}px` });
  }
}

customElements.define("comic-reader", ComicReader);
