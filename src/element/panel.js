// The bank's panel: a modal dialog, so that while it is open nothing else on the page can be used.

/** By what a panel tells that it was not the shopper who closed it. */
const UNSEEN = "unseen";

/** Opens it only where it can be seen, by a node that has a box there, whatever a store's style sheet says; on top, if seen again. */
export function show(panel, wanted, node) {
  // There is none in a closed dialog of the page, say.
  if (!wanted || !node.getClientRects().length) panel.close(UNSEEN);
  else if (!panel.open) {
    panel.returnValue = "";
    panel.showModal();
  }
}

/** Whether an event is only that we closed it, or is late. */
export function isOurs({ type }, panel) {
  return type === "close" && (panel.open || panel.returnValue);
}
