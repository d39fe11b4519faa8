// Where the payment page is: a frame of ours, or a tab.

/** A frame in `parent`; it loads while it is hidden, too. */
export class Frame {
  isTab = false;
  #frame = document.createElement("iframe");

  constructor(address, title, parent, loaded) {
    const frame = this.#frame;
    // What a bank's page in it may need: passkeys, and the payment API.
    frame.allow = "payment *; publickey-credentials-get *";
    frame.referrerPolicy = "strict-origin";
    frame.title = title;
    frame.src = address;
    frame.addEventListener("load", loaded);
    parent.replaceChildren(frame);
  }

  get window() {
    return this.#frame.contentWindow;
  }

  focus() {
    this.#frame.focus();
  }

  close() {
    this.#frame.remove();
  }
}

/** A tab, or a small window beside; only a press may open one. */
export class Tab {
  isTab = true;
  window;

  constructor(address, features) {
    this.window = open(address, "_blank", features);
  }

  get isGone() {
    return !this.window || this.window.closed;
  }

  focus() {
    this.window?.focus();
  }

  close() {
    this.window?.close();
  }
}
