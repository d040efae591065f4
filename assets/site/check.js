// The check's drop zone and its progress in words. Without this the same form posts and gets a page.
import { focusNews } from "./focus.js";

const NDJSON = "application/x-ndjson";

/** Sets up the page of the check, when this is it. */
export function setUpCheck() {
  const root = document.querySelector("[data-check]");
  const form = root?.querySelector("[data-check-form]");
  if (!form) return;
  const input = form.querySelector("input[type=file]");
  const error = form.querySelector("[data-check-error]");
  dropZone(form.querySelector("[data-drop]"), input);
  fileList(form.querySelector("[data-files]"), input, error, root.dataset.remove);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(root, form, error);
  });
}

function dropZone(zone, input) {
  const over = (on) => (event) => {
    event.preventDefault();
    zone.classList.toggle("is-over", on);
  };
  zone.addEventListener("dragenter", over(true));
  zone.addEventListener("dragover", over(true));
  zone.addEventListener("dragleave", over(false));
  zone.addEventListener("drop", (event) => {
    over(false)(event);
    setFiles(input, [...input.files, ...event.dataTransfer.files]);
  });
}

function setFiles(input, files) {
  const box = new DataTransfer();
  files.forEach((file) => box.items.add(file));
  input.files = box.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
}

function fileList(list, input, error, remove) {
  input.addEventListener("change", () => {
    error.textContent = "";
    list.replaceChildren(
      ...[...input.files].map((file, index) => {
        const item = document.createElement("li");
        const name = Object.assign(document.createElement("span"), { textContent: `${file.name} (${size(file.size)})` });
        const button = Object.assign(document.createElement("button"), { type: "button", className: "linkish", textContent: remove });
        button.setAttribute("aria-label", `${remove} ${file.name}`);
        button.addEventListener("click", () => {
          setFiles(input, [...input.files].filter((_, at) => at !== index));
          input.focus();
        });
        item.append(name, button);
        return item;
      }),
    );
  });
}

function size(bytes) {
  const format = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 1 });
  return bytes > 1e6 ? `${format.format(bytes / 1e6)} MB` : `${format.format(Math.max(1, Math.round(bytes / 1e3)))} KB`;
}

async function run(root, form, error) {
  const shown = [...root.children];
  const { panel, say } = progress(root.dataset.title);
  root.replaceChildren(panel);
  panel.querySelector("h1").focus();
  const outcome = await ask(form, say).catch(() => ({ error: root.dataset.failed }));
  if (outcome.html) return show(root, outcome.html);
  root.replaceChildren(...shown);
  error.textContent = outcome.error ?? root.dataset.failed;
  form.querySelector("input[type=file]").focus();
}

function progress(title) {
  const panel = document.createElement("div");
  panel.className = "page-head";
  const heading = Object.assign(document.createElement("h1"), { textContent: title, tabIndex: -1 });
  const list = Object.assign(document.createElement("ol"), { className: "progress-list" });
  list.setAttribute("aria-live", "polite");
  panel.append(heading, list);
  const say = (text) => {
    list.lastElementChild?.classList.add("is-done");
    list.append(Object.assign(document.createElement("li"), { textContent: text }));
  };
  return { panel, say };
}

async function ask(form, say) {
  const response = await fetch(form.action, { method: "POST", body: new FormData(form), headers: { Accept: NDJSON } });
  if (!response.ok || !response.headers.get("Content-Type")?.startsWith(NDJSON)) throw new Error(String(response.status));
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  let rest = "";
  for (;;) {
    const { value, done } = await reader.read();
    rest += decoder.decode(value, { stream: !done });
    const lines = rest.split("\n");
    rest = lines.pop();
    for (const line of lines) {
      const message = JSON.parse(line);
      if (!message.step) return message;
      say(message.step);
    }
    if (done) throw new Error("the answer ended early");
  }
}

function show(root, html) {
  root.innerHTML = html;
  history.pushState({}, "", "#svar");
  window.scrollTo(0, 0);
  focusNews(root);
  // Back from the answer is a fresh form; what was checked is gone, as promised.
  window.addEventListener("popstate", () => {
    if (!location.hash) location.reload();
  });
}
