// Scripts for the sandbox's bank page. The mark tells the page that was answered from the next question in the same frame.

export const ASKS = "Boolean(document.getElementById('sms') && document.getElementById('approve') && !document.body.hasAttribute('data-answered'))";
export const ANSWERED = "document.body.setAttribute('data-answered', '')";
