// Buttons that copy a text field. Where the browser refuses the clipboard the text is selected, to be copied by hand.

/** Buttons marked `data-copy` with the id of the field. */
export function setUpCopy() {
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const field = document.getElementById(button.dataset.copy);
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      button.textContent = button.dataset.copied;
    } catch {
      field.focus();
    }
  });
}
