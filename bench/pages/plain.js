import { form } from "../control/form.js";
import { usable } from "./usable.js";

usable(form());
