// On paper nothing binding is folded: it is opened for the print and closed again after it. Recommendations and the
// concept stay as one is looking at them, or a check would be forty pages.

/** Print buttons, and unfolding around every print. */
export function setUpPrint() {
  document.addEventListener("click", (event) => {
    if (event.target.closest?.("[data-print]")) window.print();
  });
  let closed = [];
  window.addEventListener("beforeprint", () => {
    closed = [...document.querySelectorAll("details:not([open])")].filter(
      (details) => !["recommendation", "concept"].includes(details.dataset.force),
    );
    closed.forEach((details) => (details.open = true));
  });
  window.addEventListener("afterprint", () => closed.forEach((details) => (details.open = false)));
}
