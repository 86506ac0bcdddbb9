// Nothing here is needed to read the page: it folds what is long, shows what belongs together, swaps a chart and its table.
"use strict";
(() => {
  const wide = matchMedia("(min-width: 75rem)").matches;
  const pieces = id => document.querySelectorAll(`[data-marks~="${CSS.escape(id)}"]`);
  const make = (tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text });

  // Long parts fold under their heading, or under a button with their label.
  const folds = new Map();
  const fold = (body, folded) => {
    const button = folds.get(body);
    button.setAttribute("aria-expanded", String(!folded));
    if (folded) body.setAttribute("hidden", "until-found"); else body.removeAttribute("hidden");
  };
  document.querySelectorAll("[data-fold]").forEach((body, at) => {
    if (body.dataset.fold === "narrow" && wide) return;
    const heading = body.dataset.label ? null : body.previousElementSibling;
    const button = make("button", "fold", heading ? heading.textContent : body.dataset.label);
    button.type = "button";
    body.id = body.id || `fold-${at}`;
    button.setAttribute("aria-controls", body.id);
    if (heading) heading.replaceChildren(button); else body.before(button);
    folds.set(body, button);
    button.addEventListener("click", () => fold(body, !body.hasAttribute("hidden")));
    body.addEventListener("beforematch", () => fold(body, false));
    fold(body, true);
  });
  const reveal = hash => {
    const target = document.getElementById(decodeURIComponent(hash.slice(1)));
    for (let e = target; e; e = e.parentElement) if (folds.has(e)) fold(e, false);
    return target;
  };
  document.addEventListener("click", event => {
    const link = event.target.closest('a[href^="#"]');
    if (link) reveal(link.hash);
  }, true);
  const arrive = () => {
    const target = location.hash && reveal(location.hash);
    if (!target) return;
    target.scrollIntoView();
    pieces(target.id).forEach(one => one.classList.add("lit"));
  };
  addEventListener("hashchange", arrive);
  arrive();

  // A chart or the table of what it shows.
  document.querySelectorAll("details.data").forEach(details => {
    const button = make("button", "swap", details.querySelector("summary").textContent);
    button.type = "button";
    button.setAttribute("aria-pressed", "false");
    details.before(button);
    details.hidden = true;
    button.addEventListener("click", () => {
      const table = button.getAttribute("aria-pressed") === "false";
      button.setAttribute("aria-pressed", String(table));
      details.hidden = !table;
      details.open = table;
      details.parentElement.classList.toggle("tabled", table);
    });
  });

  // An item of evidence and its sentence light up together, and lead to each other.
  const sentence = card => card.querySelector(".excerpt a[href^='#']");
  const light = target => {
    document.querySelectorAll(".lit").forEach(one => one.classList.remove("lit"));
    if (!(target instanceof Element)) return;
    const piece = target.closest("[data-marks]");
    let cards = [target.closest("#evidence .card")].filter(Boolean);
    if (piece) {
      const marks = new Set(piece.dataset.marks.split(" "));
      cards = [...document.querySelectorAll("#evidence .card")]
        .filter(card => sentence(card) && marks.has(sentence(card).hash.slice(1)));
    }
    for (const card of cards) {
      card.classList.add("lit");
      if (sentence(card)) pieces(sentence(card).hash.slice(1)).forEach(one => one.classList.add("lit"));
    }
  };
  document.addEventListener("pointerover", event => light(event.target));
  document.addEventListener("focusin", event => light(event.target));
  const pane = document.getElementById("reports");
  document.addEventListener("click", event => {
    if (!(event.target instanceof Element) || event.target.closest("a, button, summary")) return;
    if (String(getSelection())) return;
    const card = event.target.closest("#evidence .card");
    const piece = event.target.closest("mark[data-back]");
    if (piece) location.hash = piece.dataset.back;
    else if (card && wide && pane && sentence(card)) {
      const spot = document.getElementById(sentence(card).hash.slice(1));
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      const top = spot.getBoundingClientRect().top - pane.getBoundingClientRect().top + pane.scrollTop;
      pane.scrollTo({ top: top - pane.clientHeight / 3, behavior: still ? "auto" : "smooth" });
    }
  });
})();
