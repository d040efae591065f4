// The desk's editor: takes the place of the plain form's textarea. Contract: beredskab/web/README.md.
import { dropCursor } from "prosemirror-dropcursor";
import { gapCursor } from "prosemirror-gapcursor";
import { history } from "prosemirror-history";
import { EditorState } from "prosemirror-state";
import { tableEditing } from "prosemirror-tables";
import { EditorView } from "prosemirror-view";

import { keys, rules } from "./commands.js";
import { commentCommand, commentMarks } from "./comments.js";
import { cleanPasted } from "./paste.js";
import { Saver } from "./saver.js";
import { fromJSON, toJSON } from "./schema.js";
import { tidied, tidy } from "./tidy.js";
import { openLink, Toolbar } from "./toolbar.js";
import { say } from "./words.js";

function setUp(form) {
  const source = document.getElementById(form.dataset.doc ?? "editor-doc");
  const textarea = form.querySelector("textarea[name=markdown]");
  if (!source || !textarea) return;
  const label = form.dataset.label ?? "";
  const comment = form.dataset.commentForm && document.querySelector(form.dataset.commentForm);
  const toolbar = new Toolbar({ label, comment: comment && commentCommand(comment) });
  const { frame, surface, status } = build(toolbar);
  textarea.closest("[data-markdown]")?.remove();
  textarea.remove();
  form.prepend(status, frame);
  form.addEventListener("submit", (event) => event.preventDefault());

  let saver = null;
  const view = new EditorView(surface, {
    state: startingState(source, form, toolbar),
    attributes: { role: "textbox", "aria-multiline": "true", "aria-label": label, "aria-describedby": status.id, spellcheck: "true", class: "prose" },
    transformPastedHTML: cleanPasted,
    dispatchTransaction(tr) {
      const state = this.state.apply(tr);
      this.updateState(state);
      toolbar.update(state);
      if (tr.docChanged && saver) saver.changed();
    },
  });
  saver = new Saver({ form, status, read: () => toJSON(view.state.doc) });
  toolbar.attach(view);
  form.classList.add("has-editor");
}

function startingState(source, form, toolbar) {
  const anchors = JSON.parse(form.dataset.comments ?? "[]");
  const plugins = [
    rules,
    ...keys({ openLink, toToolbar: () => toolbar.focus() }),
    history(),
    dropCursor(),
    gapCursor(),
    tableEditing(),
    tidy,
    commentMarks(anchors),
  ];
  const state = EditorState.create({ doc: fromJSON(JSON.parse(source.textContent)), plugins });
  const mend = tidied(state);
  return mend ? state.apply(mend) : state;
}

function build(toolbar) {
  const make = (tag, className) => Object.assign(document.createElement(tag), { className });
  const frame = make("div", "editor");
  const surface = make("div", "editor__surface");
  const status = make("p", "editor__status");
  status.id = "editor-status";
  status.setAttribute("role", "status");
  status.textContent = say("keys");
  frame.append(toolbar.dom, surface);
  return { frame, surface, status };
}

document.querySelectorAll("form[data-editor]").forEach(setUp);
