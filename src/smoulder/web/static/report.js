// The page of a report: from sentence to sentence by keys, what was read at a place, and a selection that becomes evidence.
// Everything it does leads through links that the page has without it.
"use strict";

const text = document.getElementById("text");
const here = document.getElementById("here");
const bar = document.getElementById("bar");
const keysOn = document.getElementById("keys-on");
const home = text.dataset.home;
const works = Boolean(text.dataset.works);
const links = [...text.querySelectorAll("a.see")];
const pieces = [...text.querySelectorAll("[data-at]")].filter((one) => one.firstChild);

// ---- places: characters of the report's text, as the server counts them (code points, not halves of pairs)
const letters = (words) => [...words].length;

function whole(data, offset, end) {
  const pair = /[\uD800-\uDBFF]/.test(data[offset - 1] || "") && /[\uDC00-\uDFFF]/.test(data[offset] || "");
  return pair ? offset + (end ? 1 : -1) : offset;
}

function placeOf(node, offset, end) {
  const piece = node.nodeType === Node.TEXT_NODE ? node.parentElement.closest("[data-at]") : null;
  if (piece && text.contains(piece)) {
    return Number(piece.dataset.at) + letters(node.data.slice(0, whole(node.data, offset, end)));
  }
  // between pieces: the next one that begins there, or the last one that ends there
  const point = document.createRange();
  point.setStart(node, offset);
  point.collapse(true);
  let low = 0;
  let high = pieces.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (point.comparePoint(pieces[middle].firstChild, 0) >= 0) high = middle;
    else low = middle + 1;
  }
  if (!end) return low < pieces.length ? Number(pieces[low].dataset.at) : Infinity;
  const last = pieces[low - 1];
  return last ? Number(last.dataset.at) + letters(last.textContent) : -1;
}

function selected() {
  const selection = window.getSelection();
  if (!selection || selection.rangeCount === 0 || selection.isCollapsed) return null;
  const range = selection.getRangeAt(0);
  if (!range.intersectsNode(text)) return null;
  const inside = document.createRange();
  inside.selectNodeContents(text);
  if (range.compareBoundaryPoints(Range.START_TO_START, inside) > 0) inside.setStart(range.startContainer, range.startOffset);
  if (range.compareBoundaryPoints(Range.END_TO_END, inside) < 0) inside.setEnd(range.endContainer, range.endOffset);
  const from = placeOf(inside.startContainer, inside.startOffset, false);
  const to = placeOf(inside.endContainer, inside.endOffset, true);
  return from < to ? `${from}-${to}` : null;
}

// ---- what was read at a place, beside the text
let from = null;
let layersNow = new URLSearchParams(window.location.search);

// the address of the page with its layers, and with a place that is open
function addressOf(place) {
  const asked = new URLSearchParams(layersNow);
  asked.delete("at");
  if (place) asked.set("at", place);
  return asked.toString() ? `${home}?${asked}` : home;
}

function open(address, sentence, mend) {
  from = sentence || from;
  for (const one of text.querySelectorAll(".sentence[aria-current]")) one.removeAttribute("aria-current");
  if (sentence) sentence.setAttribute("aria-current", "true");
  const url = addressOf(new URL(address).searchParams.get("at"));
  window.htmx.ajax("GET", url, { target: "#here", swap: "innerHTML" }).then(() => {
    window.history.replaceState(null, "", url);
    if (!mend) return;
    const form = here.querySelector("details.mend");
    if (form) {
      form.open = true;
      form.querySelector("input[name=speaker]").focus();
    }
  });
}

function close() {
  here.replaceChildren();
  const last = from || text.querySelector(".sentence[aria-current]");
  for (const one of text.querySelectorAll(".sentence[aria-current]")) one.removeAttribute("aria-current");
  window.history.replaceState(null, "", addressOf(null));
  if (last) go(links.indexOf(last.querySelector("a.see")));
}

document.addEventListener("click", (event) => {
  if (event.defaultPrevented || event.button || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
  if (event.target.closest("#here a.close")) {
    event.preventDefault();
    close();
    return;
  }
  const listed = event.target.closest("a[data-sentence]");
  const link = listed || event.target.closest("a.see");
  if (link) {
    event.preventDefault();
    const sentence = listed ? document.getElementById(listed.dataset.sentence) : link.closest(".sentence");
    if (listed && sentence) sentence.scrollIntoView({ block: "center" });
    open(link.href, sentence, false);
    return;
  }
  const mark = event.target.closest("#text .m");
  if (mark && window.getSelection().isCollapsed) {
    const sentence = mark.closest(".sentence");
    if (sentence) open(sentence.querySelector("a.see").href, sentence, false);
  }
});

// ---- a selection becomes evidence
const MOST = 2000; // characters of an item's text

const size = (place) => place.split("-").reduce((start, end) => end - start);

function counted(place) {
  if (size(place) > MOST) return `${size(place)} characters selected; an item takes ${MOST} at most`;
  const words = window.getSelection().toString().trim().split(/\s+/).filter(Boolean).length;
  return `${words} ${words === 1 ? "word" : "words"} selected`;
}

function tell() {
  const place = selected();
  bar.hidden = !place;
  if (!place) return;
  document.getElementById("bar-told").textContent = counted(place);
  const evidence = document.getElementById("bar-evidence");
  evidence.hidden = !works || size(place) > MOST;
  evidence.href = `${home}/evidence?at=${place}`;
  document.getElementById("bar-read").href = `${home}?at=${place}#here`;
}
let waiting = 0;
document.addEventListener("selectionchange", () => {
  window.clearTimeout(waiting);
  waiting = window.setTimeout(tell, 120);
});

// ---- from sentence to sentence: one of them can be reached with the tab key, the others with j and k or the arrows
let at = 0;
for (const [number, link] of links.entries()) link.tabIndex = number === 0 ? 0 : -1;

function go(number) {
  if (number < 0 || number >= links.length) return;
  links[at].tabIndex = -1;
  at = number;
  links[at].tabIndex = 0;
  links[at].focus({ preventScroll: true });
  links[at].closest(".sentence").scrollIntoView({ block: "nearest" });
}
text.addEventListener("focusin", (event) => {
  const number = links.indexOf(event.target);
  if (number >= 0 && number !== at) {
    links[at].tabIndex = -1;
    at = number;
    links[at].tabIndex = 0;
  }
});

function selectOn(step) {
  const selection = window.getSelection();
  const sentence = links[at].closest(".sentence");
  if (selection.isCollapsed) {
    selection.setBaseAndExtent(sentence, 0, sentence, sentence.childNodes.length);
    return;
  }
  const next = links[at + step];
  if (!next) return;
  const anchor = [selection.anchorNode, selection.anchorOffset];
  go(at + step);
  const reached = next.closest(".sentence");
  selection.setBaseAndExtent(...anchor, reached, step > 0 ? reached.childNodes.length : 0);
}

function sentencePlace() {
  const sentence = links[at].closest(".sentence");
  return `${sentence.dataset.from}-${sentence.dataset.to}`;
}

const KEYS = {
  j: () => go(document.activeElement === links[at] ? at + 1 : at),
  k: () => go(document.activeElement === links[at] ? at - 1 : at),
  J: () => selectOn(1),
  K: () => selectOn(-1),
  e: () => works && window.location.assign(`${home}/evidence?at=${selected() || sentencePlace()}`),
  f: () => works && open(links[at].href, links[at].closest(".sentence"), true),
};
const ARROWS = { ArrowDown: KEYS.j, ArrowUp: KEYS.k };

document.addEventListener("keydown", (event) => {
  const target = event.target;
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  if (event.key === "Escape" && here.firstElementChild && here.contains(target)) {
    close();
    return;
  }
  if (!keysOn.checked || target.isContentEditable || target.closest("input, select, textarea")) return;
  const inText = target.classList.contains("see");
  const act = (inText && ARROWS[event.key]) || (links.length && KEYS[event.key]);
  if (!act) return;
  event.preventDefault();
  act();
});

const KEPT = "smoulder-report-keys";
const kept = (() => {
  try {
    return window.localStorage.getItem(KEPT);
  } catch {
    return null;
  }
})();
document.getElementById("keys").hidden = false;
keysOn.checked = kept !== "off";
keysOn.addEventListener("change", () => {
  try {
    window.localStorage.setItem(KEPT, keysOn.checked ? "on" : "off");
  } catch {
    // a browser that keeps nothing has them on again next time
  }
});

// ---- layers take hold at once, and stay in the address
const layers = document.getElementById("layers");
document.getElementById("show-layers").hidden = true;
layers.addEventListener("change", () => {
  const open = new URLSearchParams(window.location.search).get("at");
  layersNow = new URLSearchParams(new FormData(layers));
  for (const box of layers.querySelectorAll("input[type=checkbox]")) text.classList.toggle(`on-${box.value}`, box.checked);
  window.history.replaceState(null, "", addressOf(open));
});
