// The quiet toolbar: one tab stop, arrows between buttons, pressed and unavailable said aloud.
import { toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { addColumnAfter, addRowAfter, deleteColumn, deleteTable, isInTable } from "prosemirror-tables";

import { insertTable, lift, listType, removeRow, sink, toggleHeading, toggleList } from "./commands.js";
import { askLink, askPicture } from "./dialog.js";
import { LEVELS, schema } from "./schema.js";
import { say } from "./words.js";

const { nodes, marks } = schema;
const ICONS = {
  link: "M10 14a4 4 0 0 0 6 .4l3-3a4 4 0 0 0-5.7-5.7L12 7M14 10a4 4 0 0 0-6-.4l-3 3a4 4 0 0 0 5.7 5.7L12 17",
  bullet: "M9 6h11M9 12h11M9 18h11M4.5 6v.1M4.5 12v.1M4.5 18v.1",
  ordered: "M10 6h10M10 12h10M10 18h10M4 4.5 5.5 4v4M4 11h2.500L4 14.500h2.700M4 17h2.300l-1.2 1.500a1.3 1.3 0 1 1-1.3 1.7",
  sink: "M4 5h16M11 10h9M11 14h9M4 19h16M4 9.500l3 2.5-3 2.5",
  lift: "M4 5h16M11 10h9M11 14h9M4 19h16M7 9.5 4 12l3 2.5",
  table: "M4 5h16v14H4zM4 10h16M10 5v14",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-2 4 4M15.5 9v.1",
  undo: "M8 5 4 9l4 4M4 9h10a5 5 0 0 1 0 10h-3",
  redo: "m16 5 4 4-4 4M20 9H10a5 5 0 0 0 0 10h3",
  comment: "M4 5h16v11h-9l-4 4v-4H4z",
};

const markActive = (state, type) => {
  const { from, to, empty, $from } = state.selection;
  return empty ? Boolean(type.isInSet(state.storedMarks ?? $from.marks())) : state.doc.rangeHasMark(from, to, type);
};
const isHeading = (level) => (state) => {
  const { parent } = state.selection.$from;
  return parent.type === nodes.heading && parent.attrs.level === level;
};

/** Opens the dialog for a link on the selected words, or on the link the cursor is in. */
export function openLink(state, dispatch, view) {
  const range = linkRange(state);
  if (!range) return false;
  if (!dispatch) return true;
  askLink(range.href).then((answer) => {
    if (answer) {
      const tr = view.state.tr.removeMark(range.from, range.to, marks.link);
      view.dispatch(answer === "remove" ? tr : tr.addMark(range.from, range.to, marks.link.create({ href: answer.href })));
    }
    view.focus();
  });
  return true;
}

function linkRange(state) {
  const { from, to, empty, $from } = state.selection;
  if (!empty) return { from, to, href: $from.nodeAfter && marks.link.isInSet($from.nodeAfter.marks)?.attrs.href || "" };
  const mark = $from.parent.inlineContent && marks.link.isInSet($from.marks());
  if (!mark) return null;
  let start = $from.start();
  let range = null;
  $from.parent.forEach((node) => {
    const end = start + node.nodeSize;
    if (mark.isInSet(node.marks) && start <= from && from <= end) range = { from: start, to: end, href: mark.attrs.href };
    start = end;
  });
  return range;
}

function openPicture(state, dispatch, view) {
  if (isInTable(state) || listType(state)) return false;
  if (!dispatch) return true;
  askPicture().then((answer) => {
    if (answer) view.dispatch(view.state.tr.insert(view.state.selection.$from.after(1), nodes.figure.create(answer)).scrollIntoView());
    view.focus();
  });
  return true;
}

/** The buttons, in groups; each with its command and, where it can be on, when it is. */
function groups(comment) {
  return [
    LEVELS.map((level) => ({ name: say("heading", { n: level }), text: `H${level}`, keys: `Ctrl+Alt+${level}`, run: toggleHeading(level), active: isHeading(level) })),
    [
      { name: say("strong"), text: say("strong")[0], look: "strong", keys: "Ctrl+B", run: toggleMark(marks.strong), active: (state) => markActive(state, marks.strong) },
      { name: say("em"), text: say("em")[0], look: "em", keys: "Ctrl+I", run: toggleMark(marks.em), active: (state) => markActive(state, marks.em) },
      { name: say("link"), icon: "link", keys: "Ctrl+K", run: openLink, active: (state) => markActive(state, marks.link) },
    ],
    [
      { name: say("bullet"), icon: "bullet", keys: "Ctrl+Shift+8", run: toggleList(nodes.bullet_list), active: (state) => listType(state) === nodes.bullet_list },
      { name: say("ordered"), icon: "ordered", keys: "Ctrl+Shift+7", run: toggleList(nodes.ordered_list), active: (state) => listType(state) === nodes.ordered_list },
      { name: say("lift"), icon: "lift", keys: "Shift+Tab", run: lift },
      { name: say("sink"), icon: "sink", keys: "Tab", run: sink },
    ],
    [
      { name: say("table"), icon: "table", run: insertTable },
      { name: say("picture"), icon: "picture", run: openPicture },
    ],
    [
      { name: say("rowAfter"), text: say("rowAfter"), run: addRowAfter, where: isInTable },
      { name: say("columnAfter"), text: say("columnAfter"), run: addColumnAfter, where: isInTable },
      { name: say("rowDelete"), text: say("rowDelete"), run: removeRow, where: isInTable },
      { name: say("columnDelete"), text: say("columnDelete"), run: deleteColumn, where: isInTable },
      { name: say("tableDelete"), text: say("tableDelete"), run: deleteTable, where: isInTable },
    ],
    [
      { name: say("undo"), icon: "undo", keys: "Ctrl+Z", run: undo },
      { name: say("redo"), icon: "redo", keys: "Ctrl+Y", run: redo },
    ],
    comment ? [{ name: say("comment"), icon: "comment", text: say("comment"), run: comment }] : [],
  ].filter((group) => group.length);
}

/** The toolbar as a DOM element with `update(state)` and `focus()`. */
export class Toolbar {
  constructor({ label, comment }) {
    this.dom = Object.assign(document.createElement("div"), { className: "editor__toolbar" });
    this.dom.setAttribute("role", "toolbar");
    this.dom.setAttribute("aria-label", `${say("toolbar")}: ${label}`);
    this.dom.title = "";
    this.buttons = [];
    groups(comment).forEach((group, index) => this.addGroup(group, index));
    this.dom.addEventListener("keydown", (event) => this.onKey(event));
    // The focus stays in the text when one clicks with the mouse.
    this.dom.addEventListener("mousedown", (event) => event.preventDefault());
  }

  addGroup(group, index) {
    const gap = Object.assign(document.createElement("span"), { className: "editor__gap" });
    gap.setAttribute("aria-hidden", "true");
    if (index) this.dom.append(gap);
    for (const spec of group) {
      const button = Object.assign(document.createElement("button"), { type: "button", className: spec.look ?? "" });
      button.title = spec.keys ? `${spec.name} (${spec.keys})` : spec.name;
      button.setAttribute("aria-label", spec.name);
      if (spec.icon) button.append(picture(ICONS[spec.icon]));
      if (spec.text) button.append(spec.text);
      button.tabIndex = -1;
      button.addEventListener("click", () => this.press(spec));
      this.dom.append(button);
      this.buttons.push({ spec, button, gap: spec === group[0] && index ? gap : null });
    }
  }

  press(spec) {
    if (!spec.run(this.view.state)) return;
    spec.run(this.view.state, this.view.dispatch, this.view);
    if (!document.querySelector("dialog[open]") && spec.name !== say("comment")) this.view.focus();
  }

  attach(view) {
    this.view = view;
    this.update(view.state);
  }

  update(state) {
    for (const { spec, button, gap } of this.buttons) {
      const hidden = Boolean(spec.where) && !spec.where(state);
      button.hidden = hidden;
      if (gap) gap.hidden = hidden;
      button.setAttribute("aria-disabled", String(!hidden && !spec.run(state)));
      if (spec.active) button.setAttribute("aria-pressed", String(spec.active(state)));
    }
    const shown = this.shown();
    if (!shown.some((button) => button.tabIndex === 0)) shown[0].tabIndex = 0;
    this.buttons.filter(({ button }) => button.hidden).forEach(({ button }) => (button.tabIndex = -1));
  }

  shown() {
    return this.buttons.map(({ button }) => button).filter((button) => !button.hidden);
  }

  focus() {
    this.shown().find((button) => button.tabIndex === 0)?.focus();
    return true;
  }

  onKey(event) {
    const shown = this.shown();
    const at = shown.indexOf(document.activeElement);
    const goal = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: shown.length - 1 }[event.key];
    if (event.key === "Escape") this.view.focus();
    if (goal === undefined || at < 0) return;
    event.preventDefault();
    const next = shown[(goal + shown.length) % shown.length];
    shown.forEach((button) => (button.tabIndex = button === next ? 0 : -1));
    next.focus();
  }
}

function picture(path) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const line = document.createElementNS(space, "path");
  line.setAttribute("d", path);
  svg.append(line);
  return svg;
}
