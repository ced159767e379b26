"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const panel = document.getElementById("panel");
  const body = panel.querySelector("[data-body]");
  const position = panel.querySelector("[data-position]");
  const articles = [...document.querySelectorAll("article.document")];
  const text = (key, slots = {}) =>
    data.texts[key].replace(/\{(\w+)\}/g, (_, name) => slots[name]);
  /* What is chosen: the article, the ids of its bound figures, which of them is shown, and what led there. */
  let chosen = null;

  const make = (tag, attributes, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes || {})) made.setAttribute(name, value);
    made.append(...children);
    return made;
  };
  const documentOf = (article) => data.documents[article.dataset.index];
  const element = (article, figure) => document.getElementById(article.id + figure);

  /* Choosing */
  const leave = () => {
    document.querySelectorAll(".bound, .current").forEach((one) => one.classList.remove("bound", "current"));
    document.querySelectorAll(".spot").forEach((one) => one.classList.remove("spot", ...one.classList.value.match(/is-\w+/g) || []));
    document.querySelectorAll('.cause > button[aria-pressed="true"]').forEach((one) => one.setAttribute("aria-pressed", "false"));
  };
  const close = () => {
    leave();
    panel.hidden = true;
    const origin = chosen && chosen.origin;
    chosen = null;
    if (origin && origin.isConnected) origin.focus({ preventScroll: true });
  };
  const steps = () => panel.querySelectorAll('[data-do="next"], [data-do="previous"]').forEach((one) => {
    one.hidden = chosen.figures.length < 2;
  });
  const open = (article, figures, origin, content, at = 0) => {
    leave();
    chosen = { article, figures: figures.filter((one) => element(article, one)), origin, at };
    chosen.figures.forEach((one) => element(article, one).classList.add("bound"));
    body.replaceChildren(...content);
    body.scrollTop = 0;
    steps();
    panel.hidden = false;
  };
  const show = (at, focus) => {
    const { article, figures } = chosen;
    if (!figures.length) return;
    chosen.at = (at + figures.length) % figures.length;
    const id = figures[chosen.at];
    document.querySelectorAll(".current").forEach((one) => one.classList.remove("current"));
    const one = element(article, id);
    one.classList.add("current");
    position.textContent =
      text("position", { at: chosen.at + 1, of: figures.length }) + " · " + (documentOf(article).figures[id] || { place: "" }).place;
    body.querySelectorAll("[data-go]").forEach((link) =>
      link.setAttribute("aria-current", link.dataset.go === id ? "true" : "false"));
    reveal(one, focus);
  };
  const reveal = (one, focus) => {
    const folded = one.closest("details");
    if (folded) folded.open = true;
    one.scrollIntoView({ block: "center", inline: "center" });
    if (focus) {
      if (!one.hasAttribute("tabindex")) one.setAttribute("tabindex", "-1");
      one.focus({ preventScroll: true });
    }
  };

  /* What the panel says */
  const printed = (value, unit) => (value === "" ? text("blank") : value + unit);
  const goTo = (id, label) => make("button", { type: "button", class: "link", "data-go": id }, label);
  const aboutFinding = (finding) => {
    const rows = finding.parts.map(([role, id, place, value, unit, where]) =>
      make("tr", null,
        make("td", null, role),
        make("td", { class: "printed" }, printed(value, unit)),
        make("td", null, id ? goTo(id, place) : place + " " + text("counted")),
        make("td", { class: "meta" }, where)));
    const found = [make("h3", null, finding.title)];
    if (finding.relation) found.push(make("p", { class: "relation" }, finding.relation));
    if (rows.length) found.push(make("div", { class: "scroll" }, make("table", { "aria-label": text("figures") }, make("tbody", null, ...rows))));
    if (finding.basis) found.push(make("p", { class: "meta" }, text("basis", { basis: finding.basis })));
    return found;
  };
  const chooseCause = (button) => {
    const article = button.closest("article");
    const source = documentOf(article);
    const cause = source.causes[button.closest("[data-cause]").dataset.cause];
    const content = [make("p", { class: "lead" }, cause.message)];
    if (cause.suggestion) content.push(make("p", null, text("suggestion", { suggestion: cause.suggestion })));
    content.push(...cause.findings.flatMap((index) => aboutFinding(source.findings[index])));
    open(article, cause.figures, button, content);
    button.setAttribute("aria-pressed", "true");
    button.scrollIntoView({ block: "nearest" });
    if (chosen.figures.length) return show(0, false);
    position.textContent = "";
    const spot = document.getElementById(cause.anchor);
    spot.classList.add("spot", "is-" + cause.mark);
    reveal(spot, false);
  };
  const chooseFigure = (one) => {
    const article = one.closest("article");
    const source = documentOf(article);
    const id = one.dataset.f;
    const figure = source.figures[id];
    const checks = source.checks.filter((check) => check.figures.includes(id));
    const content = [];
    if (figure) {
      content.push(make("h3", null, figure.place + " " + printed(figure.printed, figure.unit)));
      const said = [data.words[figure.mark], figure.where];
      if (figure.smallest) said.push(text("smallest", { value: figure.smallest + figure.unit }));
      if (figure.reason) said.push(figure.reason);
      content.push(make("p", { class: "meta" }, said.filter(Boolean).join(" · ")));
    }
    content.push(make("h3", null, checks.length ? text("relations", { count: checks.length }) : text("no-relations")));
    content.push(make("ul", null, ...checks.map((check) => {
      const link = make("button", { type: "button", class: "link" }, check.relation);
      link.addEventListener("click", () => {
        chosen.figures.forEach((other) => element(article, other).classList.remove("bound"));
        chosen.figures = check.figures.filter((other) => element(article, other));
        chosen.figures.forEach((other) => element(article, other).classList.add("bound"));
        steps();
        show(Math.max(chosen.figures.indexOf(id), 0), false);
      });
      const sign = { violated: "✗", rounded: "≈", held: "✓" }[check.state];
      return make("li", null, make("span", { class: "state", title: text(check.state), "aria-label": text(check.state), role: "img" }, sign), " " + check.title + " ", link);
    })));
    open(article, [id], one, content);
    show(0, false);
  };

  /* Filters */
  const filter = (form) => {
    const article = form.closest("article");
    const marks = new Set([...form.querySelectorAll('[name="mark"]:checked')].map((one) => one.value));
    const { block, rule } = Object.fromEntries([...form.querySelectorAll("select")].map((one) => [one.name, one.value]));
    const causes = [...article.querySelectorAll(".cause")];
    for (const cause of causes) {
      const has = (name, value) => value === "" || cause.dataset[name].split(" ").includes(value);
      cause.hidden = !(marks.has(cause.dataset.mark) && has("blocks", block) && has("rules", rule));
    }
    const shown = causes.filter((one) => !one.hidden).length;
    article.querySelector("[data-shown]").textContent = text("shown", { shown, all: causes.length });
  };
  for (const form of document.querySelectorAll("form.filters")) {
    form.addEventListener("change", () => filter(form));
    form.addEventListener("reset", () => setTimeout(() => filter(form)));
    form.addEventListener("submit", (event) => event.preventDefault());
    form.reset();
    filter(form);
  }

  /* Several documents: one is shown */
  const showDocument = (index) => {
    if (chosen) close();
    articles.forEach((one, other) => { one.hidden = other !== index; });
    document.querySelectorAll("[data-document]").forEach((link) =>
      Number(link.dataset.document) === index ? link.setAttribute("aria-current", "page") : link.removeAttribute("aria-current"));
  };
  if (articles.length > 1) {
    const named = articles.findIndex((one) => location.hash.slice(1).match(new RegExp("^" + one.id + "(?!\\d)")));
    showDocument(Math.max(named, 0));
  }

  /* Mouse and keyboard */
  document.addEventListener("click", (event) => {
    const target = event.target.closest("button, a, .f");
    if (!target) return;
    if (target.dataset.document) return showDocument(Number(target.dataset.document));
    if (target.matches(".cause > button")) return target.getAttribute("aria-pressed") === "true" ? close() : chooseCause(target);
    if (target.matches(".paper .f")) return chooseFigure(target);
    if (target.dataset.go) return show(chosen.figures.indexOf(target.dataset.go), false);
    if (target.matches(".figures a")) {
      event.preventDefault();
      return chooseFigure(document.getElementById(target.hash.slice(1)));
    }
    if (target.dataset.do === "next") show(chosen.at + 1, false);
    if (target.dataset.do === "previous") show(chosen.at - 1, false);
    if (target.dataset.do === "close") close();
    if (target.dataset.do === "back") target.closest("body") && chosen.origin.scrollIntoView({ block: "center" });
  });
  const step = (from, by) => {
    const article = from.closest("article") || (chosen && chosen.article) || articles.find((one) => !one.hidden);
    const causes = [...article.querySelectorAll(".cause:not([hidden]) > button")];
    const at = causes.findIndex((one) => one.getAttribute("aria-pressed") === "true");
    const next = causes[at < 0 ? (by > 0 ? 0 : causes.length - 1) : at + by];
    if (next) {
      chooseCause(next);
      next.focus({ preventScroll: true });
    }
  };
  const cellOf = (one) => one.closest("td, th");
  const move = (one, key) => {
    const cell = cellOf(one);
    const row = cell && cell.parentElement;
    let found = null;
    if (key === "ArrowLeft" || key === "ArrowRight") {
      const all = [...(row ? row : one.closest("p, h3, h4, h5, h6")).querySelectorAll(".f")];
      found = all[all.indexOf(one) + (key === "ArrowRight" ? 1 : -1)];
    } else if (cell) {
      for (let other = row; !found && (other = key === "ArrowDown" ? other.nextElementSibling : other.previousElementSibling);)
        found = other.cells[cell.cellIndex] && other.cells[cell.cellIndex].querySelector(".f");
    }
    return found;
  };
  const enter = (one) => {
    if (!one.hasAttribute("tabindex")) one.setAttribute("tabindex", "-1");
    if (!one.hasAttribute("role")) one.setAttribute("role", "button");
    one.focus({ preventScroll: true });
    one.scrollIntoView({ block: "nearest", inline: "nearest" });
  };
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const at = event.target;
    if (at.matches("input, select, textarea")) return;
    const figure = at.matches(".paper .f");
    if (figure && event.key.startsWith("Arrow")) {
      const found = move(at, event.key);
      if (found) enter(found);
      return event.preventDefault();
    }
    if (figure && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      return chooseFigure(at);
    }
    if (at.matches(".scroll") && event.key === "Enter") {
      const first = at.querySelector(".f");
      return first && enter(first);
    }
    /* Single keys work where the list, the panel or a figure has the focus, so that they never surprise. */
    if (event.key === "Escape" && chosen) return close();
    if (!at.closest(".causes, #panel, .paper")) return;
    if (event.key === "j") step(at, 1);
    if (event.key === "k") step(at, -1);
    if (event.key === "n" && chosen) show(chosen.at + 1, true);
    if (event.key === "p" && chosen) show(chosen.at - 1, true);
  });

  /* Print all of it, but for the rules that are about something else */
  addEventListener("beforeprint", () => document.querySelectorAll("details:not(.contents, [id$='-not-applicable'])").forEach((one) => { one.open = true; }));
})();
