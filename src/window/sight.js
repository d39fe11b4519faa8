// Whether the shopper can see what is pressed: a page around ours may have laid something over it, or made it transparent.

/** How long the form may be covered before that is told, in ms. */
const PATIENCE = 3_000;

export class Sight {
  // A browser that cannot tell (Firefox and Safari have no second version of the observer) holds nothing.
  #seen = !("isVisible" in (globalThis.IntersectionObserverEntry?.prototype ?? {}));
  #covered;
  #timer = 0;

  /** Holds every press of Pay in `element` while that is covered; `covered(is)` is called when it has been for a while, or is no more. */
  constructor(element, covered) {
    this.#covered = covered;
    if (this.#seen) return;
    // Caught on its way down, before the element hears of it: Enter in a field clicks the button, too.
    addEventListener("click", this, true);
    const observer = new IntersectionObserver((entries) => this.#look(entries.at(-1)), { trackVisibility: true, delay: 100 });
    observer.observe(element);
  }

  handleEvent(event) {
    if (this.#seen || !event.composedPath().some(({ id }) => id === "pay")) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  #look({ isIntersecting, isVisible }) {
    this.#seen = isVisible;
    clearTimeout(this.#timer);
    // Out of view it cannot be pressed by mistake; a frame that is not shown yet is out of view, too.
    if (isVisible || !isIntersecting) this.#covered(false);
    else this.#timer = setTimeout(() => this.#covered(true), PATIENCE);
  }
}
