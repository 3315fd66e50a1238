"use strict";
// Sorts tables, leads from a bar to its rows and from a number to its source words. Without it the links still work.
(() => {
  const words = document.body.dataset;
  const live = document.getElementById("live");
  const collator = new Intl.Collator("vi", { numeric: true });
  const say = (text, name) => { live.textContent = text.replace("{name}", name); };

  // A missing or withheld cell has the key "" and stays last in both directions.
  const keyOf = (row, at) => {
    const cell = row.cells[at];
    return cell.dataset.v === undefined ? cell.textContent.trim() : cell.dataset.v;
  };
  const compare = (kind, up) => (one, other) => {
    if (!one.key || !other.key) return (one.key ? 0 : 1) - (other.key ? 0 : 1);
    const order = kind === "n" ? Number(one.key) - Number(other.key) : collator.compare(one.key, other.key);
    return up ? order : -order;
  };
  const sort = (head, at) => {
    const before = head.getAttribute("aria-sort");
    const up = before ? before === "descending" : head.dataset.kind !== "n";
    const body = head.closest("table").tBodies[0];
    const rows = [...body.rows].map((row) => ({ row, key: keyOf(row, at) }));
    rows.sort(compare(head.dataset.kind, up));
    body.append(...rows.map((one) => one.row));
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    say(up ? words.sortedUp : words.sortedDown, head.textContent);
  };
  for (const table of document.querySelectorAll("table.sortable")) {
    [...table.tHead.rows[0].cells].forEach((head, at) => {
      const button = document.createElement("button");
      button.type = "button";
      button.title = words.sort;
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => sort(head, at));
    });
  }

  const showEvidence = (details, cells) => {
    if (!details) return;
    const wanted = new Set(cells);
    for (const row of details.querySelectorAll("tbody tr")) {
      row.hidden = !row.dataset.for.split(" ").some((cell) => wanted.has(cell));
    }
    details.open = true;
    details.querySelector(".every").hidden = false;
  };
  const showAll = (details) => {
    for (const row of details.querySelectorAll("tbody tr")) row.hidden = false;
    details.querySelector(".every").hidden = true;
  };
  const clear = () => {
    for (const one of document.querySelectorAll(".picked, .on")) one.classList.remove("picked", "on");
  };
  const pick = (link) => {
    clear();
    link.classList.add("on");
    const rows = link.dataset.rows.split(" ").map((id) => document.getElementById(id));
    for (const row of rows) row.classList.add("picked");
    showEvidence(document.getElementById(rows[0].id.split("-")[0] + "-e"), link.dataset.cells.split(" "));
    rows[0].focus({ preventScroll: true });
    rows[0].scrollIntoView({ block: "center" });
    say(words.picked, rows[0].cells[0].textContent);
  };
  const open = (link) => {
    clear();
    const row = link.closest("tr");
    row.classList.add("picked");
    const details = document.querySelector(link.getAttribute("href"));
    showEvidence(details, [link.dataset.cells]);
    details.querySelector("summary").focus({ preventScroll: true });
    details.scrollIntoView({ block: "nearest" });
    say(words.picked, row.cells[0].textContent);
  };
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.bar, a.c");
    if (link) {
      event.preventDefault();
      (link.dataset.rows ? pick : open)(link);
    }
    if (event.target.matches(".every")) {
      const details = event.target.closest("details");
      showAll(details);
      details.querySelector("summary").focus();
    }
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") clear();
  });
})();
