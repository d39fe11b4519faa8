// TermUrl: the bank's answer, brought by the shopper's browser.
package main

import (
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"time"
)

// returned hands the bank's answer over, once, and leads back to the store's page.
func returned(token string, form url.Values) reply {
	store.Lock()
	defer store.Unlock()
	var one *attempt
	for _, other := range store.attempts {
		if other.token == token {
			one = other
		}
	}
	if one == nil || one.transaction == 0 || form.Get("MD") != fmt.Sprint(one.transaction) || form.Get("PaRes") == "" {
		return page(404, "This is no answer of the bank.", "")
	}
	if one.state == "bank" {
		// Marked before anything is sent: whoever comes second finds another state, and post3ds is called once.
		one.state, one.sent = "returned", time.Now()
		store.Unlock()
		said := gateway("/payments/cards/post3ds", random(16), map[string]any{"TransactionId": one.transaction, "PaRes": form.Get("PaRes")})
		store.Lock()
		if isAbout(one, said) {
			settle(one, said)
		}
	}
	back := origin + "/?" + url.Values{"order": {one.order}, "attempt": {one.id}}.Encode()
	message := map[string]string{"type": "cloudpayments-checkout:returned", "attempt": one.id, "md": form.Get("MD")}
	return page(200, "Going back to the store.", fmt.Sprintf(`
    if (parent === window) location.replace(%s);
    else parent.postMessage(%s, %s);`, script(back), script(message), script(origin)))
}

// page is shown at TermUrl. Its script is its own, so the policy names it by its hash.
func page(status int, words, script string) reply {
	hash := sha256.Sum256([]byte(script))
	policy := "default-src 'none'; script-src 'sha256-" + base64.StdEncoding.EncodeToString(hash[:]) +
		"'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
	text := "<!doctype html><meta charset=\"utf-8\"><title>Payment</title><p>" + html.EscapeString(words) + "</p><script>" + script + "</script>"
	return reply{http: status, html: text, policy: policy}
}

// script writes a value as JavaScript; encoding/json keeps < out of it.
func script(value any) string {
	text, _ := json.Marshal(value)
	return string(text)
}
