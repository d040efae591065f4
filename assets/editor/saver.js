// Saves by itself, says plainly whether it did, and never loses a word: what is not saved stays in the page.
import { say } from "./words.js";

const IDLE = 1500;
const POLL = 20000;
const FIRST_RETRY = 2000;
const LAST_RETRY = 60000;

export class Saver {
  /** `read()` gives the document as JSON; `form` carries the addresses and the token; `status` is where it is said. */
  constructor({ form, status, read }) {
    Object.assign(this, { form, status, read });
    this.version = form.dataset.version === undefined ? null : Number(form.dataset.version);
    this.token = form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    this.change = 0;
    this.saved = 0;
    this.busy = false;
    this.retry = FIRST_RETRY;
    this.left = false;
    window.addEventListener("beforeunload", (event) => {
      if (this.change !== this.saved && !this.left) event.preventDefault();
    });
    window.addEventListener("online", () => this.change !== this.saved && this.save());
    document.addEventListener("visibilitychange", () => document.hidden && this.change !== this.saved && this.save());
    this.poll = setInterval(() => !document.hidden && this.change === this.saved && this.save(), POLL);
  }

  /** The text has changed. */
  changed() {
    this.change += 1;
    if (this.status.dataset.state !== "error") this.tell("unsaved", say("unsaved"));
    this.later(IDLE);
  }

  later(wait) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.save(), wait);
  }

  /** Sends what there is; without a change it only asks who else is here. */
  async save() {
    if (this.busy || this.left) return this.later(IDLE);
    clearTimeout(this.timer);
    this.busy = true;
    const at = this.change;
    const dirty = at !== this.saved;
    if (dirty) this.tell("saving", say("saving"));
    const response = await this.send(dirty ? this.read() : null).catch(() => null);
    const answer = await response?.json().catch(() => null);
    this.busy = false;
    this.take(response, answer, at, dirty);
  }

  send(doc) {
    return fetch(this.form.dataset.saveUrl, {
      method: "POST",
      redirect: "error",
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": this.token },
      body: JSON.stringify({ base_version: this.version, doc }),
    });
  }

  take(response, answer, at, dirty) {
    if (response?.status === 409 && answer?.conflict_url) return this.leave(answer.conflict_url);
    if (!response || response.status >= 500 || !answer) {
      if (dirty) this.failed(response ? this.explain(response.status) : say("offline"));
      return;
    }
    if (!response.ok) {
      if (dirty) this.tell("error", say("refused", { message: answer.message ?? response.status }));
      return;
    }
    this.retry = FIRST_RETRY;
    this.version = answer.version;
    if (dirty) {
      this.saved = at;
      this.tell("saved", say("saved", { time: clock(answer.saved_at) }));
      if (this.change !== at) this.later(IDLE);
    }
    this.fill("presence", answer.presence_html);
    this.fill("coverage", answer.coverage_html);
    this.fill("saved", answer.saved_html);
    this.fill("state", answer.state_html);
  }

  explain(status) {
    return status === 401 || status === 403 ? say("loggedOut") : say("offline");
  }

  failed(text) {
    this.tell("error", text);
    this.later(this.retry);
    this.retry = Math.min(this.retry * 2, LAST_RETRY);
  }

  leave(address) {
    this.left = true;
    clearInterval(this.poll);
    location.assign(address);
  }

  /** Puts a fragment from the server in its pane, when it is news. */
  fill(name, html) {
    const pane = html !== undefined && this.form.dataset[name] && document.querySelector(this.form.dataset[name]);
    if (pane && pane.innerHTML !== html) pane.innerHTML = html;
  }

  tell(state, text) {
    this.status.dataset.state = state;
    this.status.textContent = text;
  }
}

function clock(iso) {
  const time = iso ? new Date(iso) : new Date();
  const two = (number) => String(number).padStart(2, "0");
  const separator = document.documentElement.lang === "en" ? ":" : ".";
  return `${two(time.getHours())}${separator}${two(time.getMinutes())}`;
}
