/* Enhancements of a form's fields. All of it works without: buttons post the section, the server answers. */

const later = (wait, work) => {
  let timer;
  return (...given) => {
    clearTimeout(timer);
    timer = setTimeout(() => work(...given), wait);
  };
};
const TYPED = "input:not([type=hidden]), select, textarea";
const inEuros = (cents) => {
  const digits = cents % 100 ? 2 : 0;
  const format = { style: "currency", currency: "EUR", minimumFractionDigits: digits, maximumFractionDigits: digits };
  return (cents / 100).toLocaleString("fr-FR", format).replaceAll("\u00a0", "\u202f");
};

/* How many characters are left. */
class TextCounter extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.counter = this.querySelector(".counter");
    this.said = document.createElement("p");
    this.said.className = "vh";
    this.said.setAttribute("role", "status");
    this.append(this.said);
    const say = later(900, () => { this.said.textContent = this.counter.textContent; });
    this.area.addEventListener("input", () => {
      this.write();
      if (this.left() < Number(this.dataset.most) / 5) say();
    });
    this.write();
  }

  left() {
    return Number(this.dataset.most) - [...this.area.value.trim()].length;
  }

  write() {
    const left = this.left();
    const text = left < 0 ? this.dataset.over : this.dataset.left;
    this.counter.textContent = text.replace("{n}", Math.abs(left).toLocaleString("fr-FR"));
    this.counter.classList.toggle("over", left < 0);
  }
}

/* Rows added and removed in place. */
class RowList extends HTMLElement {
  connectedCallback() {
    this.rows = this.querySelector("[data-rows]");
    this.next = this.rows.children.length;
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button || button.closest(this.localName) !== this) return;
      if ("add" in button.dataset) this.add(event);
      if ("remove" in button.dataset) this.remove_(event, button.closest("[data-row]"));
    });
  }

  add(event) {
    event?.preventDefault();
    const html = this.querySelector("template").innerHTML.replaceAll("__row__", this.fresh());
    this.rows.insertAdjacentHTML("beforeend", html);
    this.renumber();
    if (!event) return;
    this.say(this.dataset.added);
    this.rows.lastElementChild.querySelector(TYPED).focus();
  }

  remove_(event, row) {
    event.preventDefault();
    const near = row.nextElementSibling || row.previousElementSibling;
    row.remove();
    if (!this.rows.children.length) this.add();
    this.renumber();
    this.say(this.dataset.removed);
    (near || this.rows.firstElementChild).querySelector(TYPED).focus();
    this.dispatchEvent(new Event("input", { bubbles: true }));
    this.dispatchEvent(new Event("change", { bubbles: true }));
  }

  /** What stands for the new row in the names of its inputs. */
  fresh() {
    return this.next++;
  }

  renumber() {
    [...this.rows.children].forEach((row, place) => {
      row.querySelectorAll("[data-number]").forEach((number) => { number.textContent = place + 1; });
    });
  }

  say(text) {
    const said = this.querySelector("[data-said]");
    if (said) said.textContent = text;
  }
}

/* Rows of fields: also moved in place. Each row keeps an id of its own, so that its files stay its own. Copies are made by the server. */
class GroupList extends RowList {
  connectedCallback() {
    super.connectedCallback();
    this.addEventListener("click", (event) => {
      const button = event.target.closest("[data-up], [data-down], [data-duplicate]");
      if (!button || button.closest("group-list") !== this) return;
      const row = button.closest("[data-row]");
      if ("duplicate" in button.dataset) return sessionStorage.setItem(this.id, [...this.rows.children].indexOf(row) + 1);
      event.preventDefault();
      this.move(button, row, "up" in button.dataset);
    });
    this.follow();
  }

  /** A copy that the server has made is where one goes on. */
  follow() {
    const copied = this.rows.children[sessionStorage.getItem(this.id) ?? -1];
    sessionStorage.removeItem(this.id);
    if (!copied || document.querySelector("#erreurs")) return;
    const go = () => {
      copied.querySelector(TYPED)?.focus();
      this.say(this.dataset.added);
    };
    // The fragment of the address is followed when the page is there, and would take the focus away.
    if (document.readyState === "complete") go();
    else window.addEventListener("load", () => setTimeout(go));
  }

  fresh() {
    const figures = crypto.getRandomValues(new Uint32Array(1))[0].toString(36);
    return `r${figures}`;
  }

  add(event) {
    if (event && this.rows.children.length >= Number(this.dataset.most)) return event.preventDefault();
    super.add(event);
    this.bound();
  }

  remove_(event, row) {
    super.remove_(event, row);
    this.bound();
  }

  move(button, row, up) {
    const other = up ? row.previousElementSibling : row.nextElementSibling;
    if (!other) return;
    if (up) other.before(row);
    else other.after(row);
    this.renumber();
    button.focus();
    // At an end of the list the button is gone: the one that leads back takes the focus.
    if (document.activeElement !== button) row.querySelector(up ? "[data-down]" : "[data-up]").focus();
    this.say(this.dataset.moved.replace("{n}", [...this.rows.children].indexOf(row) + 1));
    this.dispatchEvent(new Event("input", { bubbles: true }));
  }

  /** No button offers more rows than are taken. */
  bound() {
    [...this.querySelectorAll("[data-add]")].at(-1).hidden = this.rows.children.length >= Number(this.dataset.most);
  }
}

/* Totals while typing; the server has the last word. */
class BudgetTable extends HTMLElement {
  connectedCallback() {
    const say = later(700, (text) => { this.querySelector("[data-balance]").textContent = text; });
    this.addEventListener("input", () => {
      const [expenses, income] = ["expenses", "income"].map((side) => this.total(side));
      if (expenses === income) say(expenses ? this.dataset.balanced : "");
      else say((expenses > income ? this.dataset.missing : this.dataset.over).replace("{amount}", inEuros(Math.abs(expenses - income))));
    });
  }

  total(side) {
    let cents = 0;
    this.querySelectorAll(`[data-amount=${side}]`).forEach((input) => {
      const typed = input.value.replace(/[\s\u00a0\u202f€']/g, "").replace(",", ".");
      if (/^\d+(\.\d{1,2})?$/.test(typed)) cents += Math.round(Number(typed) * 100);
    });
    this.querySelector(`[data-total=${side}]`).textContent = inEuros(cents);
    return cents;
  }
}

/* Communes offered while typing. */
class CommunePicker extends HTMLElement {
  connectedCallback() {
    this.search = this.querySelector("[data-search]");
    this.results = this.querySelector("[data-results]");
    this.chosen = this.querySelector("[data-chosen]");
    const look = later(220, () => this.look());
    this.search.addEventListener("input", (event) => { event.stopPropagation(); look(); });
    this.search.addEventListener("keydown", (event) => {
      if (event.key !== "Enter") return;
      event.preventDefault();
      this.look();
    });
    this.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      event.preventDefault();
      this.look();
    });
    this.addEventListener("change", (event) => {
      if (event.target === this.search) event.stopPropagation();
      if (event.target.type === "checkbox") this.tick(event.target);
    });
  }

  async look() {
    const typed = this.search.value.trim();
    if (typed.length < 2) {
      this.results.replaceChildren();
      return;
    }
    const query = new URLSearchParams({ field: this.dataset.field, q: typed });
    try {
      const answer = await fetch(`${this.dataset.url}?${query}`, { credentials: "same-origin" });
      if (!answer.ok || this.search.value.trim() !== typed) return;
      this.results.innerHTML = await answer.text();
    } catch {
      return; /* Off line: what is typed is understood when the page is sent. */
    }
    this.results.querySelectorAll("input").forEach((input) => {
      if (this.chosen.querySelector(`input[value="${CSS.escape(input.value)}"]`)) input.closest("li").remove();
    });
    this.said().textContent = this.results.querySelector("p")?.textContent ?? "";
  }

  tick(box) {
    const item = box.closest("li");
    const name = box.closest("label").querySelector("[data-name]")?.textContent ?? box.closest("label").textContent.trim();
    if (box.checked && this.results.contains(box)) {
      this.chosen.append(item);
      this.results.replaceChildren();
      this.search.value = "";
      this.search.focus();
      this.say(this.dataset.added, name);
    } else if (!box.checked && this.chosen.contains(box)) {
      item.remove();
      this.search.focus();
      this.say(this.dataset.removed, name);
      this.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }

  said() {
    return this.querySelector("[data-said]");
  }

  say(text, name) {
    this.said().textContent = text.replace("{name}", name);
  }
}

/* The second list offers what goes with the first. */
class LinkedChoices extends HTMLElement {
  connectedCallback() {
    this.first = this.querySelector("[data-first]");
    this.second = this.querySelector("[data-second]");
    this.groups ??= [...this.second.querySelectorAll("optgroup")];
    this.first.addEventListener("change", () => this.narrow());
    this.second.addEventListener("change", () => this.followed());
    this.narrow();
  }

  narrow() {
    const chosen = this.first.value;
    const fitting = this.groups.filter((group) => !chosen || group.dataset.of === chosen);
    this.groups.forEach((group) => { if (!fitting.includes(group)) group.remove(); });
    fitting.filter((group) => !group.isConnected).forEach((group) => this.second.append(group));
    if (!chosen) this.second.append(...this.groups);
    this.second.closest(".part").hidden = !fitting.length;
  }

  followed() {
    const group = this.second.selectedOptions[0]?.closest("optgroup");
    if (!group || this.first.value) return;
    this.first.value = group.dataset.of;
    this.narrow();
  }
}

/* Fields that depend on an answer: the server says which are shown; what is typed elsewhere stays. */
const refresh = async (section) => {
  const data = new FormData(section.closest("form"));
  [...data.entries()].forEach(([name, value]) => { if (value instanceof File) data.delete(name); });
  let answer;
  try {
    answer = await fetch(section.dataset.refresh, { method: "POST", body: data, credentials: "same-origin", headers: { "HX-Request": "true" } });
  } catch {
    return; /* Off line: the page that comes next will have the right fields. */
  }
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page.getElementById(section.id);
  if (fresh) follow(section, fresh, section.querySelector(":scope > .section-intro"));
};

/* Shows in `place` the fields that `fresh` has: those that stay keep what was typed, rows of a group included. */
const follow = (place, fresh, before) => {
  const fields = (one) => [...one.querySelectorAll(":scope > [data-field]")];
  const wanted = fields(fresh);
  const ids = new Set(wanted.map((field) => field.id));
  fields(place).forEach((field) => { if (!ids.has(field.id)) field.remove(); });
  wanted.forEach((field) => {
    const present = document.getElementById(field.id);
    if (present) {
      if ("derived" in field.dataset) present.replaceWith(field);
      else renew(present, field);
    } else if (before) before.after(field);
    else place.prepend(field);
    before = document.getElementById(field.id);
  });
};

const renew = (present, field) => {
  const [title, freshTitle] = [present, field].map((one) => one.querySelector("[data-title]"));
  if (title && freshTitle && title.textContent !== freshTitle.textContent) title.innerHTML = freshTitle.innerHTML;
  field.querySelectorAll("[data-rows] > [data-row]").forEach((row) => {
    const here = row.dataset.row && present.querySelector(`[data-rows] > [data-row="${CSS.escape(row.dataset.row)}"] [data-fields]`);
    if (here) follow(here, row.querySelector("[data-fields]"), null);
  });
};

document.addEventListener("change", (event) => {
  const section = event.target.closest?.("[data-refresh]");
  const key = event.target.name?.split(".")[0];
  if (section && section.dataset.decisive.split(" ").includes(key)) refresh(section);
});

customElements.define("text-counter", TextCounter);
customElements.define("row-list", RowList);
customElements.define("group-list", GroupList);
customElements.define("budget-table", BudgetTable);
customElements.define("commune-picker", CommunePicker);
customElements.define("linked-choices", LinkedChoices);
