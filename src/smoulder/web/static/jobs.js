// The log of a job stays at its end while it grows, unless the reader went back in it.
"use strict";

const live = document.getElementById("live");
let back = null;
const log = () => live.querySelector(".log");
const toEnd = () => {
  const place = log();
  if (place) place.scrollTop = back === null ? place.scrollHeight : back;
};
live.addEventListener(
  "scroll",
  () => {
    const place = log();
    back = place.scrollHeight - place.scrollTop - place.clientHeight < 8 ? null : place.scrollTop;
  },
  { capture: true },
);
new MutationObserver(toEnd).observe(live, { childList: true });
toEnd();
