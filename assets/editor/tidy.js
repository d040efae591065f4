// Keeps the document within the schema file while one edits: unique ids, one header row, lists no deeper than three,
// no control characters. Runs after every change, so that no command and no paste can break it.
import { Fragment } from "prosemirror-model";
import { Plugin } from "prosemirror-state";

import { MAX_DEPTH, schema } from "./schema.js";

const ALPHABET = "abcdefghijklmnopqrstuvwxyz0123456789";

/** A fresh id of twelve letters and digits. */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(11));
  return "b" + [...bytes].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
}

/** The plugin. */
export const tidy = new Plugin({
  appendTransaction(transactions, _before, state) {
    return transactions.some((one) => one.docChanged) ? tidied(state) : null;
  },
});

/** A transaction that mends what is not in order, or null. */
export function tidied(state) {
  const tr = state.tr;
  flattenLists(tr);
  headerRows(tr);
  uniqueIds(tr);
  cleanText(tr);
  return tr.docChanged ? tr.setMeta("addToHistory", false) : null;
}

function uniqueIds(tr) {
  const seen = new Set();
  tr.doc.descendants((node, at) => {
    if (!("id" in node.attrs)) return;
    if (!node.attrs.id || seen.has(node.attrs.id)) tr.setNodeAttribute(at, "id", newId());
    else seen.add(node.attrs.id);
  });
}

function headerRows(tr) {
  tr.doc.descendants((node, at) => {
    if (node.type !== schema.nodes.table) return node.type === schema.nodes.doc;
    node.forEach((row, rowAt, index) => {
      const type = index === 0 ? schema.nodes.table_header : schema.nodes.table_cell;
      row.forEach((cell, cellAt) => {
        if (cell.type !== type) tr.setNodeMarkup(at + 1 + rowAt + 1 + cellAt, type);
      });
    });
    return false;
  });
}

function flattenLists(tr) {
  const changes = [];
  tr.doc.forEach((node, at) => {
    if (!isList(node)) return;
    const flat = flattened(node, 1);
    if (flat !== node) changes.push({ at, node, flat });
  });
  changes.reverse().forEach(({ at, node, flat }) => tr.replaceWith(at, at + node.nodeSize, flat));
}

const isList = (node) => node.type === schema.nodes.bullet_list || node.type === schema.nodes.ordered_list;

/** The list with everything below the deepest level lifted to it; the same node when nothing was too deep. */
function flattened(list, depth) {
  let changed = false;
  const items = [];
  list.forEach((item) => {
    const inner = [];
    const lifted = [];
    item.forEach((child) => {
      if (!isList(child)) inner.push(child);
      else if (depth < MAX_DEPTH) {
        const flat = flattened(child, depth + 1);
        changed ||= flat !== child;
        inner.push(flat);
      } else {
        changed = true;
        flattened(child, depth).forEach((deep) => lifted.push(deep));
      }
    });
    items.push(item.copy(Fragment.from(inner)), ...lifted);
  });
  return changed ? list.copy(Fragment.from(items)) : list;
}

function cleanText(tr) {
  const changes = [];
  tr.doc.descendants((node, at) => {
    if (node.isText && /[\n\r\t\0]/.test(node.text)) changes.push({ at, node });
  });
  changes.reverse().forEach(({ at, node }) => tr.replaceWith(at, at + node.nodeSize, schema.text(node.text.replace(/[\n\r\t\0]/g, " "), node.marks)));
}
