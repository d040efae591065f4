// The editor's schema: the semantics of beredskab/documents/schema.json, which Python validates every save by.
import { Schema } from "prosemirror-model";
import { tableNodes } from "prosemirror-tables";

import file from "../../beredskab/documents/schema.json";

const property = (definition) => file.$defs[definition].properties;
const markRule = (type) => file.$defs.mark.oneOf.find((one) => one.properties.type.const === type).properties.attrs.properties;

export const LEVELS = property("heading").attrs.properties.level.enum;
export const MAX_DEPTH = 3;
export const HREF = new RegExp(markRule("link").href.pattern);
export const ID = new RegExp(file.$defs.id.pattern);
export const IMAGE = new RegExp(property("figure").attrs.properties.src.pattern);
export const IMAGE_LIMIT = property("figure").attrs.properties.src.maxLength;
export const ALT_LIMIT = property("figure").attrs.properties.alt.maxLength;

const id = { default: null };
const idOf = (dom) => ({ id: ID.test(dom.dataset.id ?? "") ? dom.dataset.id : null });
const dataId = (node) => (node.attrs.id ? { "data-id": node.attrs.id } : {});

/** A list; items hold one paragraph and lists. The depth is kept by the commands and the tidying plugin. */
function list(tag) {
  return {
    group: "block list",
    content: "list_item+",
    attrs: { id },
    parseDOM: [{ tag, getAttrs: idOf }],
    toDOM: (node) => [tag, dataId(node), 0],
  };
}

const cells = tableNodes({ tableGroup: "block", cellContent: "text*", cellAttributes: {} });

export const schema = new Schema({
  nodes: {
    doc: { content: "block+" },
    paragraph: {
      group: "block",
      content: "text*",
      attrs: { id },
      parseDOM: [{ tag: "p", getAttrs: idOf }],
      toDOM: (node) => ["p", dataId(node), 0],
    },
    heading: {
      group: "block",
      content: "text*",
      defining: true,
      attrs: { id, level: { default: 1 } },
      parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
        tag: `h${level}`,
        getAttrs: (dom) => ({ ...idOf(dom), level: Math.min(level, LEVELS.at(-1)) }),
      })),
      toDOM: (node) => [`h${node.attrs.level}`, dataId(node), 0],
    },
    bullet_list: list("ul"),
    ordered_list: list("ol"),
    list_item: {
      content: "paragraph (bullet_list | ordered_list)*",
      defining: true,
      parseDOM: [{ tag: "li" }],
      toDOM: () => ["li", 0],
    },
    table: { ...cells.table, attrs: { id }, parseDOM: [{ tag: "table", getAttrs: idOf }], toDOM: (node) => ["table", dataId(node), ["tbody", 0]] },
    table_row: { ...cells.table_row, content: "(table_header | table_cell)+" },
    table_header: cells.table_header,
    table_cell: cells.table_cell,
    figure: {
      group: "block",
      content: "text*",
      attrs: { id, src: { default: "" }, alt: { default: "" } },
      isolating: true,
      parseDOM: [
        {
          tag: "figure",
          contentElement: "figcaption",
          getAttrs: (dom) => {
            const image = dom.querySelector("img");
            return image && IMAGE.test(image.src) && image.alt ? { ...idOf(dom), src: image.src, alt: image.alt } : false;
          },
        },
      ],
      toDOM: (node) => ["figure", dataId(node), ["img", { src: node.attrs.src, alt: node.attrs.alt }], ["figcaption", 0]],
    },
    text: {},
  },
  // The order of marks is the order in which Python writes them, so that an unchanged text keeps its hash.
  marks: {
    link: {
      attrs: { href: {} },
      inclusive: false,
      parseDOM: [{ tag: "a[href]", getAttrs: (dom) => (HREF.test(dom.getAttribute("href")) ? { href: dom.getAttribute("href") } : false) }],
      toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener noreferrer" }, 0],
    },
    reference: {
      attrs: { kind: {}, target: {} },
      inclusive: false,
      parseDOM: [{ tag: "span[data-reference]", getAttrs: (dom) => ({ kind: dom.dataset.reference, target: dom.dataset.target }) }],
      toDOM: (mark) => ["span", { "data-reference": mark.attrs.kind, "data-target": mark.attrs.target, class: "reference" }, 0],
    },
    em: { parseDOM: [{ tag: "em" }, { tag: "i" }], toDOM: () => ["em", 0] },
    strong: { parseDOM: [{ tag: "strong" }, { tag: "b" }], toDOM: () => ["strong", 0] },
  },
});

/** The node as the JSON that is stored: what prosemirror-tables keeps on cells is not part of it. */
export function toJSON(node) {
  const json = node.toJSON();
  const strip = (one) => {
    if (one.type === "table_header" || one.type === "table_cell") delete one.attrs;
    one.content?.forEach(strip);
  };
  strip(json);
  return json;
}

/** The document of stored JSON; an empty one has a paragraph to write in. */
export function fromJSON(json) {
  const content = json?.content?.length ? json.content : [{ type: "paragraph" }];
  return schema.nodeFromJSON({ type: "doc", content });
}
