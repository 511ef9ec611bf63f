// A first visit's tour: four steps beside the first text that is marked. One click skips it for good; the help shows it
// again.

import { button, byId, element } from "./dom.js";
import { keepSettings, settings } from "./settings.js";
import { store } from "./store.js";
import { wording } from "./words.js";

/** What each step is about, and where on the page that is. @type {{ at: string, title: string, says: string }[]} */
const STEPS = [
  { at: "#article .badge", title: wording.tour.numberEachSpeaker, says: wording.tour.numberStandsBeforeWhatSomebody },
  { at: "#next-to-check", title: wording.tour.lookAtWhatDoubtful, says: wording.tour.stripesMeanNotSureLook },
  { at: "#article", title: wording.tour.markWhatIsMissing, says: wording.tour.selectWordsTextMarkQuotation },
  { at: ".split-button", title: wording.tour.takeItWithYou, says: wording.tour.saveKeepsYourWorkFile },
];

const place = byId("tour");
const text = element("div", { "aria-live": "polite" });
const next = button(wording.tour.next, () => go(at + 1), { class: "primary", id: "tour-next" });
const back = button(wording.tour.back, () => go(at - 1), { id: "tour-back" });
let at = -1;

export function startTour() {
  place.append(text, element("div", { class: "row" }, next, back, button(wording.tour.skipTourGood, end, { class: "quiet", id: "tour-skip" })));
  store.addEventListener("change", () => {
    if (at < 0 && settings.tour && store.model && store.model.inOrder.length > 0) showTour();
    else if (at >= 0) light();
  });
}

/** Begins the tour. */
export function showTour() {
  place.hidden = false;
  go(0);
}

/** @param {number} step */
function go(step) {
  if (step >= STEPS.length) return end();
  at = step;
  const { title, says } = STEPS[at];
  text.replaceChildren(element("h2", null, title, element("small", null, wording.tour.step(at + 1, STEPS.length))), element("p", null, says));
  back.hidden = at === 0;
  next.textContent = at === STEPS.length - 1 ? wording.tour.done : wording.tour.next;
  if (document.activeElement === document.body) next.focus();
  light();
}

/** Frames what the step is about. */
function light() {
  for (const lit of document.querySelectorAll(".tour-target")) lit.classList.remove("tour-target");
  if (at >= 0) document.querySelector(STEPS[at].at)?.classList.add("tour-target");
}

/** It was seen, or is not wanted: it does not come again. */
function end() {
  const hadFocus = place.contains(document.activeElement);
  at = -1;
  light();
  place.hidden = true;
  settings.tour = false;
  keepSettings();
  if (hadFocus) byId("article").focus({ preventScroll: true });
}
