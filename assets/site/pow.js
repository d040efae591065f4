// A quiet proof of work while somebody writes, and a guard against a double click. Without it the form is sent all the same.

const BATCH = 256;

/** Finds a number so that SHA-256("nonce:number") begins with sixteen zero bits, and puts both in the hidden field. */
async function prove(form) {
  const encoder = new TextEncoder();
  const nonce = form.dataset.proof;
  let number = Math.floor(Math.random() * 2 ** 40);
  for (;;) {
    const tries = Array.from({ length: BATCH }, (_, step) => `${nonce}:${number + step}`);
    const hashes = await Promise.all(tries.map((text) => crypto.subtle.digest("SHA-256", encoder.encode(text))));
    const found = hashes.findIndex((hash) => new DataView(hash).getUint16(0) === 0);
    if (found >= 0) {
      form.elements.proof.value = tries[found];
      return;
    }
    number += BATCH;
    await new Promise((next) => setTimeout(next));
  }
}

/** Forms marked `data-proof` and `data-once`. */
export function setUpProof() {
  const form = document.querySelector("form[data-proof]");
  if (form && globalThis.crypto?.subtle) form.addEventListener("input", () => prove(form), { once: true });
  document.addEventListener("submit", (event) => {
    const once = event.target.closest?.("form[data-once]");
    if (!once) return;
    if (once.dataset.sent) event.preventDefault();
    once.dataset.sent = "yes";
  });
  window.addEventListener("pageshow", () => {
    document.querySelectorAll("form[data-once]").forEach((one) => delete one.dataset.sent);
  });
}
