/** The TermUrl's page: tells the page that framed the bank, or goes to the order's page when the bank had the whole window. */
const { attempt, md, origin, order } = document.getElementById("returned").dataset;

if (window.parent === window) location.replace(order);
else window.parent.postMessage({ type: "cloudpayments-checkout:returned", attempt, md }, origin);
