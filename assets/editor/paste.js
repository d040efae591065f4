// What comes from Word, a web page or another editor: headings, lists, tables, bold, italic and links stay; the rest goes.

const KEPT = "p,h1,h2,h3,h4,h5,h6,ul,ol,li,table,thead,tbody,tr,td,th,strong,em,a,figure,figcaption,img,br,b,i,span";
const DROPPED = "script,style,meta,link,xml,title,iframe,object,embed,form,input,button,select,textarea,svg,math,o\\:p";
const ORDERED = /^\s*\(?(\d{1,3}|[a-zA-Z]|[ivxIVX]{1,5})[.)]/;

/** Clean HTML of pasted HTML. */
export function cleanPasted(html) {
  const page = new DOMParser().parseFromString(withoutStyles(html), "text/html");
  const body = page.body;
  body.querySelectorAll(DROPPED).forEach((element) => element.remove());
  marks(body);
  headings(body);
  wordLists(body);
  breaks(body);
  items(body);
  tables(body);
  unwrap(body);
  return body.innerHTML;
}

/** Style attributes are read as data: applying them, even in a page nobody sees, breaks the content security policy. */
function withoutStyles(html) {
  const silent = html.replace(/<style[\s\S]*?<\/style\s*>/gi, "");
  return silent.replace(/<[a-z][^>]*>/gi, (tag) => tag.replace(/\sstyle\s*=/gi, " data-style="));
}

const styleOf = (element) => element.dataset.style ?? "";
const styled = (element, name) => new RegExp(`(?:^|;)\\s*${name}\\s*:\\s*([^;]+)`, "i").exec(styleOf(element))?.[1].trim().toLowerCase() ?? "";

function rename(element, tag) {
  const fresh = element.ownerDocument.createElement(tag);
  for (const name of ["href", "data-id", "data-reference", "data-target", "data-style", "class"]) {
    if (element.hasAttribute(name)) fresh.setAttribute(name, element.getAttribute(name));
  }
  fresh.append(...element.childNodes);
  element.replaceWith(fresh);
  return fresh;
}

/** Bold and italic that are written as style become tags; a `b` that says it is not bold loses it. */
function marks(body) {
  body.querySelectorAll("b, i, strong, em, span, a").forEach((element) => {
    const fontWeight = styled(element, "font-weight");
    const fontStyle = styled(element, "font-style");
    const notBold = /^(normal|[1-4]00)$/.test(fontWeight) && /^(B|STRONG)$/.test(element.tagName);
    const notItalic = fontStyle === "normal" && /^(I|EM)$/.test(element.tagName);
    if (notBold || notItalic) return element.replaceWith(...element.childNodes);
    if (/^(bold|bolder|[6-9]00)$/.test(fontWeight) && !/^(B|STRONG)$/.test(element.tagName)) wrapInside(element, "strong");
    if (fontStyle === "italic" && !/^(I|EM)$/.test(element.tagName)) wrapInside(element, "em");
  });
}

function wrapInside(element, tag) {
  const wrapper = element.ownerDocument.createElement(tag);
  wrapper.append(...element.childNodes);
  element.append(wrapper);
}

/** Word's headings that are paragraphs: by class, or by the outline level in the style. */
function headings(body) {
  body.querySelectorAll("p").forEach((paragraph) => {
    const level = /MsoTitle/.test(paragraph.className)
      ? 1
      : (/(?:Mso)?Heading\s?([1-9])/i.exec(paragraph.className)?.[1] ?? /mso-outline-level:\s*([1-9])/.exec(styleOf(paragraph))?.[1]);
    if (level) rename(paragraph, `h${Math.min(Number(level), 3)}`);
  });
  // Bold inside a heading is the heading's own look, not an emphasis.
  body.querySelectorAll("h1, h2, h3, h4, h5, h6").forEach((heading) => {
    heading.querySelectorAll("b, strong").forEach((bold) => bold.replaceWith(...bold.childNodes));
  });
}

/** Word writes lists as paragraphs with `mso-list: l0 level2 lfo1` and the bullet as text; they become real lists. */
function wordLists(body) {
  let open = [];
  for (const paragraph of [...body.querySelectorAll("p")]) {
    const found = /mso-list:\s*(\S+)\s+level(\d)/.exec(styleOf(paragraph));
    if (!found) {
      open = [];
      continue;
    }
    const [, id, depth] = found;
    const level = Number(depth);
    const marker = takeMarker(paragraph);
    const another = open.length && level <= open[0].level && id !== open[0].id;
    if (another || open[0]?.list !== paragraph.previousElementSibling) open = [];
    while (open.length && open.at(-1).level > level) open.pop();
    if (!open.length || open.at(-1).level < level) open.push({ id, level, list: newList(paragraph, marker, open.at(-1)?.list) });
    const item = paragraph.ownerDocument.createElement("li");
    open.at(-1).list.append(item);
    item.append(paragraph);
    paragraph.removeAttribute("data-style");
  }
}

function takeMarker(paragraph) {
  const ignored = [...paragraph.querySelectorAll("span")].filter((span) => /mso-list:\s*Ignore/i.test(styleOf(span)));
  const text = ignored.map((span) => span.textContent).join("");
  ignored.forEach((span) => span.remove());
  return text;
}

function newList(paragraph, marker, parent) {
  const list = paragraph.ownerDocument.createElement(ORDERED.test(marker) ? "ol" : "ul");
  if (parent) parent.lastElementChild.append(list);
  else paragraph.before(list);
  return list;
}

/** A line break is a new block: text never holds one. */
function breaks(body) {
  for (const line of [...body.querySelectorAll("br")]) {
    const block = line.closest("p, h1, h2, h3, h4, h5, h6, li, td, th");
    if (!block || !block.contains(line) || !/^(P|H\d)$/.test(block.tagName)) {
      line.replaceWith(" ");
      continue;
    }
    const range = body.ownerDocument.createRange();
    range.setStartAfter(line);
    range.setEndAfter(block.lastChild);
    const rest = range.extractContents();
    line.remove();
    if (!rest.textContent.trim()) continue;
    const next = block.cloneNode(false);
    next.removeAttribute("data-id");
    next.append(rest);
    block.after(next);
  }
}

/** An item holds one paragraph: further ones become items of their own; lists outside items go into the item before. */
function items(body) {
  body.querySelectorAll("ul > ul, ul > ol, ol > ul, ol > ol").forEach((list) => {
    if (list.previousElementSibling?.tagName === "LI") list.previousElementSibling.append(list);
  });
  for (const item of [...body.querySelectorAll("li")]) {
    const paragraphs = [...item.children].filter((child) => /^(P|DIV|H\d)$/.test(child.tagName));
    paragraphs.slice(1).reverse().forEach((paragraph) => {
      const next = body.ownerDocument.createElement("li");
      next.append(paragraph);
      item.after(next);
    });
    item.querySelectorAll(":scope > h1, :scope > h2, :scope > h3, :scope > h4").forEach((heading) => rename(heading, "p"));
  }
}

/** Merged cells are unfolded, short rows filled: every row has as many cells as the widest. */
function tables(body) {
  for (const table of [...body.querySelectorAll("table")]) {
    table.querySelectorAll("table").forEach((inner) => inner.replaceWith(inner.textContent));
    const grid = unfolded(table);
    const width = Math.max(0, ...grid.map((row) => row.length));
    if (!width) {
      table.remove();
      continue;
    }
    const fresh = body.ownerDocument.createElement("table");
    if (table.dataset.id) fresh.dataset.id = table.dataset.id;
    grid.forEach((row, index) => {
      const line = fresh.insertRow();
      for (let at = 0; at < width; at += 1) {
        const cell = body.ownerDocument.createElement(index === 0 ? "th" : "td");
        if (row[at]) cell.append(...row[at].cloneNode(true).childNodes);
        flat(cell);
        line.append(cell);
      }
    });
    table.replaceWith(fresh);
  }
}

/** A cell holds running text: its paragraphs and lists are joined by blanks. */
function flat(cell) {
  for (let block; (block = cell.querySelector("p, ul, ol, li, div, h1, h2, h3, h4, h5, h6, figure")); ) block.replaceWith(...block.childNodes, " ");
  cell.normalize();
  if (cell.lastChild?.nodeType === Node.TEXT_NODE) cell.lastChild.data = cell.lastChild.data.trimEnd();
}

function unfolded(table) {
  const grid = [...table.rows].map(() => []);
  [...table.rows].forEach((row, y) => {
    let x = 0;
    for (const cell of row.cells) {
      while (grid[y][x] !== undefined) x += 1;
      for (let down = 0; down < Math.min(cell.rowSpan || 1, grid.length - y); down += 1) {
        for (let right = 0; right < Math.min(cell.colSpan, 50); right += 1) grid[y + down][x + right] = down || right ? null : cell;
      }
      x += cell.colSpan;
    }
  });
  return grid;
}

/** Everything else is unwrapped to its content; attributes of looks go. */
function unwrap(body) {
  for (const element of [...body.querySelectorAll("*")]) {
    if (/^(DIV|SECTION|ARTICLE|MAIN|HEADER|FOOTER|ASIDE|BLOCKQUOTE|PRE|DT|DD|ADDRESS)$/.test(element.tagName) && !element.querySelector("p, ul, ol, table, h1, h2, h3, div")) {
      rename(element, "p");
    } else if (!element.matches(KEPT)) element.replaceWith(...element.childNodes);
  }
  body.querySelectorAll("*").forEach((element) => ["data-style", "class"].forEach((name) => element.removeAttribute(name)));
  body.querySelectorAll("p").forEach((paragraph) => {
    if (!paragraph.textContent.trim() && !paragraph.querySelector("img")) paragraph.remove();
  });
}
