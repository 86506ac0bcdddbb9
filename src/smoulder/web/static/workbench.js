// What every page of the workbench does beside plain links and forms; without it everything still works.
"use strict";

document.addEventListener("htmx:configRequest", (event) => {
  const csrf = document.body.dataset.csrf;
  if (csrf) event.detail.headers["X-CSRF-Token"] = csrf;
});

// a part that was swapped in says where the reader is to go on
document.addEventListener("htmx:afterSwap", (event) => {
  const next = event.detail.target.querySelector("[data-focus]");
  if (next) next.focus();
});

// a form whose choices take hold at once
document.addEventListener("change", (event) => {
  const form = event.target.closest("form[data-at-once]");
  if (form) form.requestSubmit();
});

// a form that is on its way is not sent twice
document.addEventListener("submit", (event) => {
  if (event.defaultPrevented) return;
  for (const button of event.target.querySelectorAll("button:not([name])")) button.setAttribute("aria-disabled", "true");
  if (event.target.dataset.sent) event.preventDefault();
  else if (event.target.method === "post") event.target.dataset.sent = "1";
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
  }
});

// words that the server sends while a page is open: <div data-live="/address"> takes each message as its html part
for (const place of document.querySelectorAll("[data-live]")) {
  const source = new EventSource(place.dataset.live);
  source.addEventListener("part", (event) => {
    place.innerHTML = event.data;
    if (window.htmx) window.htmx.process(place);
  });
  source.addEventListener("reload", () => window.location.reload());
  source.addEventListener("end", () => source.close());
}
