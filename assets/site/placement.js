// Laying imported text out in sections: the buttons that the form has anyway, and dragging, without a page load.

/** Sets up every `[data-placement]` form. */
export function setUpPlacement() {
  document.querySelectorAll("[data-placement]").forEach((form) => new Placement(form));
}

class Placement {
  constructor(form) {
    this.form = form;
    this.dragged = null;
    this.status = Object.assign(document.createElement("p"), { className: "sr-only" });
    this.status.setAttribute("role", "status");
    form.append(this.status);
    form.querySelectorAll("[data-piece]").forEach((piece) => (piece.draggable = true));
    form.addEventListener("click", (event) => this.onClick(event));
    form.addEventListener("dragstart", (event) => this.onDragStart(event));
    form.addEventListener("dragover", (event) => this.onDragOver(event));
    form.addEventListener("drop", (event) => this.onDrop(event));
    form.addEventListener("dragend", () => this.clear());
  }

  onClick(event) {
    const button = event.target.closest("button[name=move], button[name=up], button[name=down]");
    const piece = button?.closest("[data-piece]");
    if (!piece) return;
    event.preventDefault();
    const goal = { move: () => this.toSection(piece), up: () => this.step(piece, -1), down: () => this.step(piece, 1) }[button.name]();
    if (goal) this.move(piece, goal.section, goal.before).then(() => (piece.isConnected ? button.focus() : null));
  }

  toSection(piece) {
    const name = piece.querySelector("select").value;
    const section = this.sections().find((one) => one.dataset.section === name);
    return section && { section, before: null };
  }

  step(piece, by) {
    const section = piece.closest("[data-section]");
    const pieces = [...section.querySelectorAll("[data-piece]")];
    const at = pieces.indexOf(piece) + by;
    if (at < 0 || at >= pieces.length) return null;
    return { section, before: by < 0 ? pieces[at] : (pieces[at + 1] ?? null) };
  }

  sections() {
    return [...this.form.querySelectorAll("[data-section]")];
  }

  onDragStart(event) {
    this.dragged = event.target.closest("[data-piece]");
    if (!this.dragged) return;
    this.dragged.classList.add("is-dragged");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", this.dragged.dataset.piece);
  }

  onDragOver(event) {
    const section = this.dragged && event.target.closest("[data-section]");
    if (!section) return;
    event.preventDefault();
    this.sections().forEach((one) => one.classList.toggle("is-over", one === section));
  }

  onDrop(event) {
    const section = this.dragged && event.target.closest("[data-section]");
    if (!section) return;
    event.preventDefault();
    const piece = this.dragged;
    const others = [...section.querySelectorAll("[data-piece]")].filter((one) => one !== piece);
    const before = others.find((one) => event.clientY < one.getBoundingClientRect().top + one.offsetHeight / 2) ?? null;
    this.clear();
    this.move(piece, section, before);
  }

  clear() {
    this.dragged?.classList.remove("is-dragged");
    this.dragged = null;
    this.sections().forEach((one) => one.classList.remove("is-over"));
  }

  async move(piece, section, before) {
    const body = { piece: piece.dataset.piece, section: section.dataset.section, before: before?.dataset.piece ?? null };
    const token = this.form.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
    const response = await fetch(this.form.dataset.moveUrl, {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": token, Accept: "application/json" },
      body: JSON.stringify(body),
    }).catch(() => null);
    const answer = await response?.json().catch(() => ({}));
    this.status.textContent = answer?.message ?? "";
    if (!response?.ok) return location.reload();
    const home = section.querySelector("[data-pieces]") ?? section;
    home.insertBefore(piece, before);
    piece.classList.add("is-moved");
    const select = piece.querySelector("select");
    if (select) select.value = section.dataset.section;
  }
}
