// Commands and keys. Those used to Word find what they know; nothing traps the Tab key outside lists and tables.
import { baseKeymap, chainCommands, setBlockType, toggleMark } from "prosemirror-commands";
import { redo, undo } from "prosemirror-history";
import { InputRule, inputRules, textblockTypeInputRule, wrappingInputRule } from "prosemirror-inputrules";
import { keymap } from "prosemirror-keymap";
import { liftListItem, sinkListItem, splitListItem, wrapInList } from "prosemirror-schema-list";
import { TextSelection } from "prosemirror-state";
import { addRowAfter, deleteRow, goToNextCell, isInTable, selectedRect } from "prosemirror-tables";

import { LEVELS, MAX_DEPTH, schema } from "./schema.js";

const { nodes, marks } = schema;

/** How many lists stand around the selection. */
export function listDepth(state) {
  const { $from } = state.selection;
  let depth = 0;
  for (let at = $from.depth; at > 0; at -= 1) if ($from.node(at).type === nodes.list_item) depth += 1;
  return depth;
}

/** The type of the nearest list around the selection, or null. */
export function listType(state) {
  const { $from } = state.selection;
  for (let at = $from.depth; at > 0; at -= 1) if (/_list$/.test($from.node(at).type.name)) return $from.node(at).type;
  return null;
}

/** Heading on, or back to plain text when it is that heading already. */
export function toggleHeading(level) {
  return (state, dispatch) => {
    const { parent } = state.selection.$from;
    const on = parent.type === nodes.heading && parent.attrs.level === level;
    const attrs = { id: parent.attrs.id };
    return (on ? setBlockType(nodes.paragraph, attrs) : setBlockType(nodes.heading, { ...attrs, level }))(state, dispatch);
  };
}

/** List on, off, or of the other kind. */
export function toggleList(type) {
  return (state, dispatch) => {
    const current = listType(state);
    if (current === type) return liftListItem(nodes.list_item)(state, dispatch);
    if (!current) return wrapInList(type)(state, dispatch);
    const { $from } = state.selection;
    let depth = $from.depth;
    while ($from.node(depth).type !== current) depth -= 1;
    dispatch?.(state.tr.setNodeMarkup($from.before(depth), type, $from.node(depth).attrs));
    return true;
  };
}

/** One level further in, but never deeper than the schema allows. */
export const sink = (state, dispatch) => listDepth(state) > 0 && listDepth(state) < MAX_DEPTH && sinkListItem(nodes.list_item)(state, dispatch);
export const lift = liftListItem(nodes.list_item);

/** A table of three columns with a header row, the cursor in its first cell. */
export function insertTable(state, dispatch) {
  if (isInTable(state) || listDepth(state)) return false;
  const row = (type) => nodes.table_row.create(null, [0, 1, 2].map(() => type.create()));
  const table = nodes.table.create(null, [row(nodes.table_header), row(nodes.table_cell), row(nodes.table_cell)]);
  if (dispatch) {
    const { $from } = state.selection;
    const at = $from.depth ? $from.after(1) : state.selection.to;
    const tr = state.tr.insert(at, [table, nodes.paragraph.create()]);
    dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(at + 1))).scrollIntoView());
  }
  return true;
}

/** The header row stays: a table without one cannot be read aloud. */
export const removeRow = (state, dispatch) => isInTable(state) && selectedRect(state).top > 0 && deleteRow(state, dispatch);

/** Enter in a cell goes down; in the last row it makes one more. */
function enterInTable(state, dispatch, view) {
  if (!isInTable(state)) return false;
  const rect = selectedRect(state);
  if (rect.bottom >= rect.map.height) addRowAfter(state, dispatch);
  const fresh = view.state;
  const now = selectedRect(fresh);
  const below = now.tableStart + now.map.map[now.bottom * now.map.width + now.left];
  view.dispatch(fresh.tr.setSelection(TextSelection.near(fresh.doc.resolve(below + 1))).scrollIntoView());
  return true;
}

const leaveEmptyItem = (state, dispatch) => {
  const { $from, empty } = state.selection;
  return empty && listDepth(state) > 0 && $from.parent.content.size === 0 && liftListItem(nodes.list_item)(state, dispatch);
};

/** In a picture's text Enter goes on below it. */
function enterInFigure(state, dispatch) {
  const { $from } = state.selection;
  if ($from.parent.type !== nodes.figure) return false;
  const after = $from.after();
  const tr = state.tr.insert(after, nodes.paragraph.create());
  dispatch?.(tr.setSelection(TextSelection.near(tr.doc.resolve(after + 1))).scrollIntoView());
  return true;
}

const enter = chainCommands(enterInTable, enterInFigure, leaveEmptyItem, splitListItem(nodes.list_item), baseKeymap.Enter);

/** All keys; `openLink` and `toToolbar` come from the toolbar. */
export function keys({ openLink, toToolbar }) {
  const bound = {
    "Mod-b": toggleMark(marks.strong),
    "Mod-i": toggleMark(marks.em),
    "Mod-k": openLink,
    "Mod-z": undo,
    "Mod-y": redo,
    "Shift-Mod-z": redo,
    "Mod-Alt-0": setBlockType(nodes.paragraph),
    "Mod-Shift-7": toggleList(nodes.ordered_list),
    "Mod-Shift-8": toggleList(nodes.bullet_list),
    Tab: chainCommands(goToNextCell(1), sink),
    "Shift-Tab": chainCommands(goToNextCell(-1), lift),
    Enter: enter,
    "Shift-Enter": enter,
    "Alt-F10": toToolbar,
  };
  LEVELS.forEach((level) => (bound[`Mod-Alt-${level}`] = toggleHeading(level)));
  return [keymap(bound), keymap(baseKeymap)];
}

/** "# " makes a heading, "- " and "1. " a list, as people know it from elsewhere. */
export const rules = inputRules({
  rules: [
    textblockTypeInputRule(/^(#{1,3})\s$/, nodes.heading, (match) => ({ level: match[1].length })),
    wrappingInputRule(/^\s*[-*]\s$/, nodes.bullet_list),
    wrappingInputRule(/^1[.)]\s$/, nodes.ordered_list),
    new InputRule(/\.\.\.$/, "…"),
  ],
});
