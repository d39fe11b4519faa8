// The element, from the npm package; and the page, as wasm-bindgen makes it of src/main.rs.
import initElement, { define } from "/pkg/element.js";
import initPage from "/page/example-yew.js";

define();
await Promise.all([initElement(), initPage()]);
