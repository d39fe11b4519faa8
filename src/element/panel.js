// The bank's panel: a modal dialog, so that while it is open nothing else on the page can be used.

/** By what a panel tells that it was not the shopper who closed it. */
const UNSEEN = "unseen";

/** Opens it only where it can be seen, as a node can that has a box whatever a store's style sheet says; on top, if seen again. */
export function show(panel, wanted, node) {
  // It has none in a closed dialog of the page, say; in a closed drawer it has one that is hidden. In a closed `details` it has some all the
  // same; browsers of 2023 do not tell.
  const seen = node.checkVisibility?.({ checkVisibilityCSS: true }) ?? node.getClientRects().length;
  if (!wanted || !seen) panel.close(UNSEEN);
  else if (!panel.open) {
    panel.returnValue = "";
    panel.showModal();
  }
}

/** Whether an event is only that we closed it, or is late. */
export function isOurs({ type }, panel) {
  return type === "close" && (panel.open || panel.returnValue);
}
