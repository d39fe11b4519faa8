/** Loaded by the package itself when a developer needs a word; nothing to import. */
export declare function advise(what: string, ...found: unknown[]): void;
/** Whether the page's policy forbids WebAssembly. */
export declare function isForbidden(): boolean;
/** The module as JavaScript, where the page's policy forbids WebAssembly; nothing elsewhere, or where that does not load. */
export declare function instead(CheckoutError: Function): Promise<object | undefined>;
/** Why the module did not load, as an error's code and message, and what shows a shopper words in the place of an element's form. */
export declare function unloaded(why: unknown): [code: string, message: string, excuse: (surface: object) => void];
