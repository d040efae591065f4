// Comments hang on places in the text: block id, start, end and the words. Offsets count as Python's `plain(block)` does.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";

import { schema } from "./schema.js";

/** Where the textblocks of a top-level block begin: `{at, offset, length}`; items, rows and cells are one apart. */
function stretches(block, blockAt) {
  const found = [];
  let offset = 0;
  const add = (node, at) => {
    found.push({ at, offset, length: node.content.size });
    offset += node.content.size + 1;
  };
  if (block.type === schema.nodes.figure) offset = block.attrs.alt ? block.attrs.alt.length + 1 : 0;
  if (block.isTextblock) add(block, blockAt + 1);
  else block.descendants((node, at) => (node.isTextblock ? add(node, blockAt + 1 + at + 1) : undefined));
  return found;
}

/** The anchor of the selection within its first block, or null when nothing is selected. */
export function anchorOf(state) {
  const { $from, to, empty } = state.selection;
  if (empty || $from.depth === 0) return null;
  const block = $from.node(1);
  const blockAt = $from.before(1);
  const end = Math.min(to, $from.end(1));
  const all = stretches(block, blockAt);
  const place = (pos) => {
    const one = all.findLast((stretch) => stretch.at <= pos);
    return one ? one.offset + Math.min(pos - one.at, one.length) : 0;
  };
  const quote = state.doc.textBetween($from.pos, end, "\n");
  return quote.trim() ? { block_id: block.attrs.id, start: place($from.pos), end: place(end), quote } : null;
}

/** Marks the commented places. `anchors` are `{block_id, start, end}`. */
export function commentMarks(anchors) {
  const key = new PluginKey("comments");
  return new Plugin({
    key,
    state: {
      init: (_, state) => decorations(state.doc, anchors),
      apply: (tr, set) => (tr.docChanged ? set.map(tr.mapping, tr.doc) : set),
    },
    props: { decorations: (state) => key.getState(state) },
  });
}

function decorations(doc, anchors) {
  const found = [];
  doc.forEach((block, at) => {
    for (const anchor of anchors.filter((one) => one.block_id === block.attrs.id)) {
      for (const stretch of stretches(block, at)) {
        const from = Math.max(anchor.start, stretch.offset);
        const to = Math.min(anchor.end, stretch.offset + stretch.length);
        if (from < to) found.push(Decoration.inline(stretch.at + from - stretch.offset, stretch.at + to - stretch.offset, { class: "is-commented" }));
      }
    }
  });
  return DecorationSet.create(doc, found);
}

/** The command of the comment button: fills the form named by the page and puts the focus in it. */
export function commentCommand(form) {
  return (state, dispatch) => {
    const anchor = anchorOf(state);
    if (!anchor) return false;
    if (dispatch) {
      for (const [name, value] of Object.entries(anchor)) if (form.elements[name]) form.elements[name].value = value;
      const shown = form.querySelector("[data-quote]");
      if (shown) shown.textContent = anchor.quote;
      form.hidden = false;
      form.closest("details")?.setAttribute("open", "");
      form.querySelector("textarea")?.focus();
    }
    return true;
  };
}
