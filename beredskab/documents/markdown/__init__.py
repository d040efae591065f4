"""Text as Markdown, for the form without JavaScript: `parse(render(blocks)) == blocks` up to ids, for every document.

Markdown is a view of the text, never its truth: what it cannot say (ids) is put back by `keep_ids`.

| block or mark | as Markdown |
| --- | --- |
| heading, list, table | as in CommonMark and GFM |
| figure | `![alt](data:image/png;base64,…)`, its caption on the next line |
| link | `[words](https://…)` |
| law, contact | `[words](lov:barnets-lov%20§%2015)`, `[words](kontakt:…)` |
| strong, emphasis | `**x**`, `*x*`; `<b>x</b>`, `<i>x</i>` where stars would not work |
| empty paragraph | `<br>` |
"""

from beredskab.documents.markdown.ids import keep_ids
from beredskab.documents.markdown.parse import parse
from beredskab.documents.markdown.render import render

__all__ = ["keep_ids", "parse", "render"]
