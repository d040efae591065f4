// "Leave the page": empties the screen at once and puts the weather in this page's place in the history. The link works
// without this, too, but then the page stays in the history: the page says so.

/** Links marked `data-leave`. */
export function setUpLeave() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest?.("[data-leave]");
    if (!link) return;
    event.preventDefault();
    document.title = "";
    document.body.replaceChildren();
    window.location.replace(link.href);
  });
}
