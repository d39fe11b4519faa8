/** Words for the developer, which `npm/advice` has: loaded when there is something to say. */
export const advice = () => import("./advice/index.js").catch(() => ({}));

/** Says it in the console. */
export const hint = async (...found) => (await advice()).advise?.(...found);
