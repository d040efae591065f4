// The receipt is shown once. Whoever leaves the page without having copied, printed or saved it is asked first.

/** A page marked `data-receipt`; what keeps the receipt is marked `data-kept`. The quick way out never asks. */
export function setUpReceipt() {
  if (!document.querySelector("[data-receipt]")) return;
  const ask = (event) => event.preventDefault();
  const stop = (event) => {
    if (event.target.closest?.("[data-kept], [data-leave]")) window.removeEventListener("beforeunload", ask);
  };
  window.addEventListener("beforeunload", ask);
  document.addEventListener("click", stop, { capture: true });
  document.addEventListener("submit", stop, { capture: true });
}
