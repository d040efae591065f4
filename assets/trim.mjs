// Leaves out the parts of the design system that no page of ours uses. A selector goes when it names a dropped class;
// a rule goes when all its selectors went. A list, not a scan of the templates: a class never vanishes by surprise.

const FAMILIES = [
  "accordion", "anchor", "back-to-top", "badge", "button-(mobile-menu|overflow-menu|search|contact|menu)", "card",
  "cookie", "date-(picker|group)", "embed", "fds-modal", "modal", "show-modal", "footer", "header", "font-face", "function-link",
  "language-switcher", "log-o", "logo", "mainmenu", "mobile-drawer", "nav-", "navigation-menu", "overflow-", "page-number",
  "pagination", "portal-", "select-language", "search", "sidemenu", "sidenav", "solution-", "spinner", "step", "structured-list",
  "submenu", "tab-", "tabnav", "table-(actions|pagination|row-selected|selected)", "table--(selectable|responsive)",
  "table-(sm|md|lg|xl)-", "tag", "toast", "toggle", "tooltip", "character-limit", "form-group-(day|month|year)", "row", "no-gutters",
  "col", "offset", "order", "w-percent", "(sm|md|lg|xl)-", "[pm][trblxy]?-(sm|md|lg|xl)-", "d-(sm|md|lg|xl)-", "align-text-(sm|md|lg|xl)-",
  "position", "borgerdk", "virkdk", "icon-link", "article", "section", "alert-close", "icon-", "svg", "icon-svg", "icon-link", "icon\\.", "link-right", "mixed", "more-", "rows-",
];
const DROPPED = new RegExp(`\\.(${FAMILIES.join("|")})`);
const ELEMENT_STYLES_THAT_WE_SET = /^(footer|header|nav|ul|ol|li)\b/;

/** @param {string} css @returns {string} the same style sheet with dropped selectors and font faces left out */
export function trim(css) {
  return rules(css.replace(/\/\*[\s\S]*?\*\//g, "")).map(keep).join("\n");
}

function keep({ head, body }) {
  if (body === null) return head.startsWith("@charset") ? "" : `${head};`;
  if (head.startsWith("@font-face") || head.startsWith("@keyframes spin")) return "";
  if (head.startsWith("@media") || head.startsWith("@supports")) {
    const inner = rules(body).map(keep).filter(Boolean).join("\n");
    return inner ? `${head}{${inner}}` : "";
  }
  if (head.startsWith("@")) return `${head}{${body}}`;
  const selectors = split(head).filter((one) => !DROPPED.test(one) && !ELEMENT_STYLES_THAT_WE_SET.test(one));
  return selectors.length ? `${selectors.join(",")}{${body}}` : "";
}

/** Splits a selector list at its outer commas: `:not(a, b)` stays whole. */
function split(head) {
  const parts = [""];
  let depth = 0;
  for (const char of head) {
    if (char === "(") depth += 1;
    if (char === ")") depth -= 1;
    if (char === "," && depth === 0) parts.push("");
    else parts[parts.length - 1] += char;
  }
  return parts.map((part) => part.trim()).filter(Boolean);
}

/** The rules of one level: `{head, body}`; body is null for statements such as @charset. */
function rules(css) {
  const found = [];
  let start = 0;
  let depth = 0;
  let open = 0;
  let quote = "";
  for (let at = 0; at < css.length; at += 1) {
    const char = css[at];
    if (quote) {
      if (char === "\\") at += 1;
      else if (char === quote) quote = "";
    } else if (char === '"' || char === "'") quote = char;
    else if (char === ";" && depth === 0) {
      found.push({ head: css.slice(start, at).trim(), body: null });
      start = at + 1;
    } else if (char === "{") {
      if (depth === 0) open = at;
      depth += 1;
    } else if (char === "}") {
      depth -= 1;
      if (depth === 0) {
        found.push({ head: css.slice(start, open).trim(), body: css.slice(open + 1, at) });
        start = at + 1;
      }
    }
  }
  return found;
}
