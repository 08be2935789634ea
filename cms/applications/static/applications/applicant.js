/**
 * <draft-form data-url data-saving data-retrying>: saves the form inside while one types.
 *
 * Each save says how the page had each answer (`seen`); an answer that was also changed elsewhere is not overwritten:
 * the server sends back the part of the page in which the person chooses. On an application with co-authors the page
 * also says now and then that it is there, and learns who else is.
 * When the connection is lost the answers stay in the page and the save is tried again. Files go by the buttons.
 * Without this script the buttons do everything.
 */
const PAUSE = 1200;
const LONGEST_WAIT = 60_000;
/* Browsers let 64 kB outlive the page that sent them. */
const LARGEST_KEPT_ALIVE = 50_000;
const PRESENCE = 30_000;
// Chosen with the button, never by an automatic save: the page then shows what was chosen.
const isChoice = (name) => name.startsWith("_choice.") || name.startsWith("_theirs.");

class DraftForm extends HTMLElement {
  connectedCallback() {
    this.form = this.querySelector("form");
    this.state = this.querySelector("[data-state]");
    if (!this.form || !this.state) return;
    this.wait = PAUSE;
    this.sent = this.snapshot();
    this.form.addEventListener("input", (event) => this.changed(event));
    this.form.addEventListener("change", (event) => this.changed(event));
    this.form.addEventListener("submit", (event) => this.submitted(event));
    window.addEventListener("beforeunload", (event) => {
      if (!this.leaving && this.isDirty()) event.preventDefault();
    });
    window.addEventListener("online", () => this.isDirty() && this.plan(0));
    // A page that goes away runs no timer: what was just typed leaves with it, in a request that outlives it.
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.leave());
    window.addEventListener("pagehide", () => this.leave());
    if ("shared" in this.dataset) this.beat = setInterval(() => this.present(), PRESENCE);
    (this.querySelector(".conflicts") ?? document.querySelector("#erreurs"))?.focus();
  }

  /** What the form holds, files and technical fields aside, as one text that can be compared. */
  snapshot() {
    const data = new FormData(this.form);
    const aside = new Set(["revision", "seen", "csrfmiddlewaretoken"]);
    const kept = ([name, value]) => typeof value === "string" && !aside.has(name) && !isChoice(name);
    return new URLSearchParams([...data].filter(kept)).toString();
  }

  isDirty() {
    return !this.stopped && this.snapshot() !== this.sent;
  }

  changed(event) {
    if (event.target.type === "file" || this.stopped) return;
    this.plan(PAUSE);
  }

  plan(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), delay);
  }

  leave() {
    clearTimeout(this.timer);
    this.save();
  }

  disconnectedCallback() {
    clearInterval(this.beat);
  }

  present() {
    if (document.visibilityState === "visible") this.save({ always: true });
  }

  async save({ always = false } = {}) {
    if (this.saving || this.stopped || this.leaving || !(always || this.isDirty())) return;
    const snapshot = this.snapshot();
    const data = new FormData(this.form);
    for (const input of this.form.querySelectorAll("input[type=file]")) data.delete(input.name);
    for (const name of [...data.keys()].filter(isChoice)) data.delete(name);
    this.saving = this.post(data, snapshot);
    await this.saving;
    this.saving = null;
    if (this.isDirty()) this.plan(this.wait);
  }

  async post(data, snapshot) {
    this.tell(this.dataset.saving, "saving");
    let response;
    try {
      response = await fetch(this.dataset.url, {
        method: "POST",
        body: data,
        keepalive: snapshot.length < LARGEST_KEPT_ALIVE,
        headers: { Accept: "application/json" },
        signal: AbortSignal.timeout(20_000),
      });
    } catch {
      return this.retry();
    }
    let answer;
    try {
      answer = await response.json();
    } catch {
      return this.retry();
    }
    if (answer.state === "saved") {
      this.form.elements.revision.value = answer.revision;
      const seen = this.form.elements.seen;
      seen.value = JSON.stringify({ ...JSON.parse(seen.value || "{}"), ...answer.marks });
      this.sent = snapshot;
      this.wait = PAUSE;
      this.put("[data-others]", answer.others);
      this.put("[data-conflicts]", answer.conflicts);
      return this.tell(answer.message, answer.conflicts ? "stopped" : "saved");
    }
    if (answer.state === "signed_out") {
      this.tell(answer.message, "lost");
      this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
      return;
    }
    this.stopped = true;
    this.tell(answer.message, "stopped");
  }

  retry() {
    this.wait = Math.min(this.wait * 2, LONGEST_WAIT);
    this.tell(this.dataset.retrying, "lost");
  }

  /** Put what the server made in its place, unless it is there already: a choice that was ticked stays ticked. */
  put(place, html) {
    const box = this.querySelector(place);
    if (!box || (box.dataset.last ?? box.innerHTML.trim()) === html) return;
    box.dataset.last = html;
    box.innerHTML = html;
  }

  tell(message, state) {
    this.state.dataset.state = state;
    if (this.state.textContent !== message) this.state.textContent = message;
  }

  /** A save under way ends first: otherwise the page would be sent upon a revision that is no longer the present one. */
  async submitted(event) {
    if (this.leaving) return;
    clearTimeout(this.timer);
    if (!this.saving) {
      this.leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    await this.saving;
    this.leaving = true;
    this.form.requestSubmit(button ?? undefined);
  }
}

customElements.define("draft-form", DraftForm);
