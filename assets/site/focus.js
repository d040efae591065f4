// Puts the focus where the news is: an error summary, or the requirement that a tile of the matrix leads to.

/** Focuses `[data-focus]` inside `root`, when there is one. */
export function focusNews(root = document) {
  root.querySelector("[data-focus]")?.focus({ preventScroll: root === document });
}

/** A link to a folded requirement unfolds it. */
function openTarget() {
  const target = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target && target.closest("details");
  if (!folded) return;
  folded.open = true;
  if (target === folded) {
    folded.querySelector("summary").focus({ preventScroll: true });
    folded.scrollIntoView({ block: "start" });
  }
}

/** Watches the address and the first paint. */
export function setUpFocus() {
  if (document.querySelector(".error-summary[data-focus]")) focusNews();
  window.addEventListener("hashchange", openTarget);
  // A second click on the same link changes no address.
  document.addEventListener("click", (event) => {
    if (location.hash && event.target.closest?.("a")?.getAttribute("href") === location.hash) openTarget();
  });
  openTarget();
}
