// The two small dialogs: a link's address, and a picture with its description. Native <dialog>: focus and Escape are right.
import { ALT_LIMIT, HREF, IMAGE, IMAGE_LIMIT } from "./schema.js";
import { say } from "./words.js";

const LONGEST_SIDE = 1600;

/** Asks in a dialog; resolves with the values, `"remove"`, or null when it was cancelled. */
function ask({ title, fields, error, removable, check }) {
  const dialog = document.createElement("dialog");
  dialog.className = "editor-dialog";
  dialog.setAttribute("aria-labelledby", "editor-dialog-title");
  const form = document.createElement("form");
  form.method = "dialog";
  const heading = Object.assign(document.createElement("h2"), { id: "editor-dialog-title", textContent: title });
  const message = Object.assign(document.createElement("p"), { className: "form-error-message" });
  message.setAttribute("role", "alert");
  const actions = Object.assign(document.createElement("div"), { className: "actions" });
  const button = (text, kind, value) => {
    const one = Object.assign(document.createElement("button"), { type: value ? "button" : "submit", className: `button button-${kind}`, textContent: text });
    if (value) one.addEventListener("click", () => dialog.close(value));
    actions.append(one);
  };
  button(say("ok"), "primary", "");
  if (removable) button(say("linkRemove"), "secondary", "remove");
  button(say("cancel"), "tertiary", "cancel");
  form.append(heading, message, ...fields.map(field), actions);
  dialog.append(form);
  document.body.append(dialog);
  return new Promise((resolve) => {
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      const values = await check(form).catch((reason) => ({ error: reason.message }));
      if (values && !values.error) {
        resolve(values);
        dialog.close("ok");
      } else message.textContent = values?.error ?? error;
    });
    dialog.addEventListener("close", () => {
      resolve(dialog.returnValue === "remove" ? "remove" : null);
      dialog.remove();
    });
    dialog.showModal();
  });
}

function field({ name, label, hint, type, value = "" }) {
  const group = Object.assign(document.createElement("div"), { className: "form-group" });
  const caption = Object.assign(document.createElement("label"), { className: "form-label", htmlFor: `editor-${name}`, textContent: label });
  const input = Object.assign(document.createElement("input"), { className: "form-input", id: `editor-${name}`, name, type });
  if (type === "file") input.accept = "image/png,image/jpeg";
  else input.value = value;
  group.append(caption);
  if (hint) group.append(Object.assign(document.createElement("p"), { className: "form-hint", textContent: hint }));
  group.append(input);
  return group;
}

/** The address of a link, `"remove"`, or null. */
export function askLink(href) {
  return ask({
    title: say("linkTitle"),
    fields: [{ name: "href", label: say("linkLabel"), hint: say("linkHint"), type: "text", value: href }],
    error: say("linkError"),
    removable: Boolean(href),
    check: async (form) => {
      const typed = form.elements.href.value.trim();
      const address = /^[\w-]+(\.[\w-]+)+(\/|$)/.test(typed) ? `https://${typed}` : typed;
      return HREF.test(address) ? { href: address } : null;
    },
  });
}

/** `{src, alt}` of a picture, or null. */
export function askPicture() {
  return ask({
    title: say("pictureTitle"),
    fields: [
      { name: "file", label: say("pictureLabel"), type: "file" },
      { name: "alt", label: say("pictureAlt"), type: "text" },
    ],
    error: say("pictureError"),
    check: async (form) => {
      const file = form.elements.file.files[0];
      const alt = form.elements.alt.value.trim().slice(0, ALT_LIMIT);
      if (!file || !alt) return null;
      const src = await shrunk(await asAddress(file));
      if (!IMAGE.test(src)) return null;
      if (src.length > IMAGE_LIMIT) throw new Error(say("pictureTooLarge"));
      return { src, alt };
    },
  });
}

function asAddress(file) {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.addEventListener("load", () => resolve(reader.result));
    reader.addEventListener("error", () => reject(new Error(say("pictureError"))));
    reader.readAsDataURL(file);
  });
}

/** A picture larger than a page needs is drawn smaller. */
async function shrunk(src) {
  if (src.length < IMAGE_LIMIT / 2) return src;
  const image = new Image();
  image.src = src;
  await image.decode();
  const scale = Math.min(1, LONGEST_SIDE / Math.max(image.naturalWidth, image.naturalHeight));
  const canvas = Object.assign(document.createElement("canvas"), { width: image.naturalWidth * scale, height: image.naturalHeight * scale });
  canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/jpeg", 0.85);
}
