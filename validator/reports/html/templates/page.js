"use strict";
// Without this script everything is shown, in order. With it: filters, an index that sorts, and print in full.
(function () {
  const all = (selector, within) => Array.from((within || document).querySelectorAll(selector));
  const form = document.getElementById("filters");
  const items = all("[data-severity]");
  const findings = items.filter((item) => item.matches("article"));

  function chosen(kind) {
    return all(`[data-filter="${kind}"][aria-pressed="true"]`, form).map((button) => button.value);
  }

  function filter() {
    const severities = chosen("severity");
    const corners = chosen("about");
    for (const item of items) {
      const about = item.dataset.about.split(" ");
      const fits =
        (!severities.length || severities.includes(item.dataset.severity)) &&
        (!corners.length || corners.some((corner) => about.includes(corner)));
      item.hidden = !fits;
    }
    for (const group of all("[data-group]")) {
      group.hidden = !group.querySelector("[data-severity]:not([hidden])") && !!group.querySelector("[data-severity]");
    }
    const any = severities.length + corners.length > 0;
    const open = items.length - findings.length;
    const openShown = items.filter((item) => !item.hidden && !item.matches("article")).length;
    const shown = findings.filter((item) => !item.hidden).length;
    document.getElementById("shown").textContent = any
      ? `Showing ${shown} of ${findings.length} findings` + (open ? `, ${openShown} of ${open} checks not run` : "")
      : "";
    document.getElementById("all").hidden = !any;
  }

  if (form) {
    form.hidden = false;
    form.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (!button) return;
      if (button.id === "all") {
        for (const other of all("[aria-pressed]", form)) other.setAttribute("aria-pressed", "false");
        form.querySelector("button").focus();
      } else {
        button.setAttribute("aria-pressed", String(button.getAttribute("aria-pressed") !== "true"));
      }
      filter();
    });
    // A link to a finding that a filter hides shows it again.
    window.addEventListener("hashchange", () => {
      const target = document.getElementById(location.hash.slice(1));
      if (!target || !target.closest("[hidden]")) return;
      for (const button of all("[aria-pressed]", form)) button.setAttribute("aria-pressed", "false");
      filter();
      target.scrollIntoView();
    });
  }

  const index = document.getElementById("drafts");
  if (index && index.tBodies[0].rows.length > 1) {
    all(".sorting").forEach((told) => (told.hidden = false));
    const heads = all("thead th", index);
    heads.forEach((head, column) => {
      const button = document.createElement("button");
      button.type = "button";
      button.textContent = head.textContent;
      head.replaceChildren(button);
      button.addEventListener("click", () => {
        const numbers = head.classList.contains("number");
        const before = head.getAttribute("aria-sort");
        const down = before ? before === "ascending" : numbers;
        const value = (row) => row.cells[column].dataset.sort || row.cells[column].textContent.trim();
        const order = (a, b) =>
          numbers ? Number(value(a)) - Number(value(b)) : value(a).localeCompare(value(b), "en", { numeric: true });
        const rows = Array.from(index.tBodies[0].rows).sort((a, b) => (down ? order(b, a) : order(a, b)));
        heads.forEach((other) => other.removeAttribute("aria-sort"));
        head.setAttribute("aria-sort", down ? "descending" : "ascending");
        index.tBodies[0].append(...rows);
      });
    });
  }

  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = all("details:not([open])");
    closed.forEach((part) => (part.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((part) => (part.open = false)));
})();
