/* Turns inputs that hold the short names of steps or roles into choices among the rows as they are on the screen.
   The input stays in the page and holds the value; without this script it is typed by hand. */
(() => {
  "use strict";

  const rowsOf = (relation) =>
    [...document.querySelectorAll(`input[name^="${relation}-"][name$="-label"]`)]
      .filter((label) => {
        const removed = document.getElementsByName(label.name.replace(/-label$/, "-DELETE"))[0];
        return label.value.trim() && !(removed && removed.value) && !label.name.includes("__prefix__");
      })
      .map((label) => {
        const key = document.getElementsByName(label.name.replace(/-label$/, "-key"))[0];
        return { value: (key && key.value) || label.value.trim(), label: label.value.trim(), names: [key && key.value, label.value.trim()] };
      });

  const chosen = (input) => input.value.split(",").map((name) => name.trim()).filter(Boolean);

  /* The value of a row that `name` means, by short name or by name; a name that no row has is kept. */
  const meant = (rows, name) => rows.find((row) => row.names.includes(name))?.value ?? name;

  const tell = (input) => input.dispatchEvent(new Event("change", { bubbles: true }));

  const drawOne = (input, rows) => {
    const select = input.processChoice ?? document.createElement("select");
    const value = meant(rows, input.value.trim());
    const options = [{ value: "", label: "—" }, ...rows];
    if (value && !rows.some((row) => row.value === value)) options.push({ value, label: value });
    select.replaceChildren(...options.map((row) => new Option(row.label, row.value, false, row.value === value)));
    if (!input.processChoice) {
      select.addEventListener("change", () => { input.value = select.value; tell(input); });
    }
    return select;
  };

  const drawSeveral = (input, rows) => {
    const list = input.processChoice ?? document.createElement("div");
    list.className = "process-choices";
    list.setAttribute("role", "group");
    const values = chosen(input).map((name) => meant(rows, name));
    const unknown = values.filter((value) => !rows.some((row) => row.value === value)).map((value) => ({ value, label: value }));
    list.replaceChildren(...[...rows, ...unknown].map((row) => {
      const label = document.createElement("label");
      const box = document.createElement("input");
      box.type = "checkbox";
      box.checked = values.includes(row.value);
      box.addEventListener("change", () => {
        const kept = chosen(input).filter((name) => meant(rows, name) !== row.value);
        input.value = [...kept, ...(box.checked ? [row.value] : [])].join(", ");
        tell(input);
      });
      label.append(box, ` ${row.label}`);
      return label;
    }));
    return list;
  };

  const draw = (input) => {
    const rows = rowsOf(input.dataset.processKeys);
    const choice = (input.dataset.processChoice === "several" ? drawSeveral : drawOne)(input, rows);
    if (input.processChoice) return;
    const label = document.querySelector(`label[for="${input.id}"]`);
    if (label) {
      label.id ||= `${input.id}-label`;
      choice.setAttribute("aria-labelledby", label.id);
    }
    if (input.getAttribute("aria-describedby")) choice.setAttribute("aria-describedby", input.getAttribute("aria-describedby"));
    input.hidden = true;
    input.processChoice = choice;
    input.after(choice);
  };

  const drawAll = () => {
    for (const input of document.querySelectorAll("input[data-process-keys]")) {
      if (!input.name.includes("__prefix__")) draw(input);
    }
  };

  let waiting;
  const drawSoon = () => { clearTimeout(waiting); waiting = setTimeout(drawAll, 150); };

  document.addEventListener("DOMContentLoaded", () => {
    drawAll();
    document.addEventListener("input", (event) => {
      if (/^(roles|nodes)-\d+-(label|key)$/.test(event.target.name ?? "")) drawSoon();
    });
    /* Rows that are added or removed. */
    for (const rows of document.querySelectorAll("[id$='-FORMS']")) {
      new MutationObserver(drawSoon).observe(rows, { childList: true });
    }
    document.addEventListener("click", (event) => {
      if (event.target.closest("[id$='-DELETE-button']")) drawSoon();
    });
  });
})();
