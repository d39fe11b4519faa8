/** The page about security: its prose stands in the document in all three languages, the style sheet shows one. */
import { speak } from "./language.js";

speak();
