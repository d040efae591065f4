// The open requirement's places are lit in the text, and the text shows the first of them.

/** Lights the marks that a requirement's links lead to, whenever one is opened. */
export function setUpLighting() {
  document.addEventListener(
    "toggle",
    (event) => {
      const requirement = event.target;
      if (!requirement.matches?.("details.requirement")) return;
      const marks = placesOf(requirement);
      marks.forEach((mark) => mark.classList.toggle("is-lit", requirement.open));
      if (requirement.open && marks.length) reveal(marks[0]);
    },
    true,
  );
}

function placesOf(requirement) {
  return [...requirement.querySelectorAll(".passage a[href^='#']")]
    .map((link) => document.getElementById(link.getAttribute("href").slice(1)))
    .filter(Boolean);
}

/** Scrolls only the pane of the text, where it stands beside; on a phone the page stays where it is. */
function reveal(mark) {
  const pane = mark.closest(".reading__scroll");
  if (!pane || pane.scrollHeight <= pane.clientHeight) return;
  pane.scrollTop += mark.getBoundingClientRect().top - pane.getBoundingClientRect().top - pane.clientHeight / 3;
}
