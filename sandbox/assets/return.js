// Sends the form back to the store. The button on the page does the same where this does not run.
"use strict";
document.getElementById("return").submit();
