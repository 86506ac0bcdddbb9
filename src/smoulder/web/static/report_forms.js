// Forms of reports that htmx sends: where one is refused, what was written stays, and the reason comes into sight.
"use strict";

document.addEventListener("htmx:afterSwap", (event) => {
  if (event.detail.target.id === "notice") event.detail.target.scrollIntoView({ block: "center" });
});
