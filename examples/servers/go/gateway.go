// The gateway's API, and what its answers are about.
package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"log"
	"net"
	"net/http"
	"time"
)

// said is an answer of the gateway; encoding/json takes InvoiceId for InvoiceID.
type said struct {
	Success *bool
	Message string
	Model   *struct {
		TransactionID, ReasonCode                  int64
		InvoiceID, Status, Currency, AcsURL, PaReq string
		IFrameIsAllowed                            bool
		Amount                                     json.Number
		// Type is 0 where the operation takes money.
		Type *int
	}
	// undone is how a charge is refused when nothing was sent, or when it was turned away unread.
	undone *reply
}

// gateway gives nothing where no answer came, or none that can be read: the work may have been done all the same.
func gateway(path, id string, body map[string]any) (answer said) {
	text, _ := json.Marshal(body)
	request, wrong := http.NewRequest("POST", api+path, bytes.NewReader(text))
	if wrong != nil {
		return undone(unavailable, "%s is not sent: look at CLOUDPAYMENTS_API", path)
	}
	request.SetBasicAuth(publicID, apiSecret)
	request.Header.Set("Content-Type", "application/json")
	request.Header.Set("X-Request-ID", id)
	response, wrong := client.Do(request)
	if dial := new(net.OpError); errors.As(wrong, &dial) && dial.Op == "dial" {
		return undone(unavailable, "no connection to the gateway for %s: look at CLOUDPAYMENTS_API", path)
	} else if wrong != nil {
		return said{}
	}
	defer response.Body.Close()
	switch code := response.StatusCode; code {
	// The gateway's own words. With a status that is not named here it is somebody on the way who speaks, whatever the body says.
	case 200, 400:
		if json.NewDecoder(response.Body).Decode(&answer) != nil {
			return said{}
		}
	// Given before a payment is looked at: wrong secret, wrong address, too many at once. After any other it may have been done.
	case 429:
		return undone(unavailable, "the gateway turned %s away unread with status %d: too many requests at once", path, code)
	case 401, 403, 404, 405:
		const look = "look at CLOUDPAYMENTS_PUBLIC_ID, CLOUDPAYMENTS_API_SECRET and CLOUDPAYMENTS_API"
		return undone(gatewayRefused, "the gateway turned %s away unread with status %d: %s", path, code, look)
	}
	return answer
}

func undone(refusal reply, format string, values ...any) said {
	log.Printf(format, values...)
	return said{undone: &refusal}
}

// client sends a charge to one address, once.
var client = http.Client{Timeout: 5 * time.Minute, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}

// isAbout is said of an answer to a charge or post3ds about this payment: one about another says nothing of it. What is left out is no
// difference.
func isAbout(one *attempt, said said) bool {
	bought, model := store.orders[one.order], said.Model
	return model == nil || (model.InvoiceID == "" || model.InvoiceID == one.id) &&
		(model.Amount == "" || isSame(model.Amount, bought.amount)) &&
		(model.Currency == "" || model.Currency == bought.currency)
}

func isSame(amount json.Number, price string) bool {
	told, _ := amount.Float64()
	wanted, _ := json.Number(price).Float64()
	return told == wanted
}

// objection is why what was found says nothing of this payment: it is the last operation, which may have given the money back.
func objection(one *attempt, said said) string {
	bought, model := store.orders[one.order], said.Model
	if model == nil {
		return ""
	}
	switch {
	case model.InvoiceID != one.id:
		return "another InvoiceId"
	case model.Type == nil || *model.Type != 0:
		return "no payment but a refund"
	case !isTaken(model.Status):
		return ""
	case !isSame(model.Amount, bought.amount):
		return "another amount"
	case model.Currency != bought.currency:
		return "another currency"
	}
	return ""
}

func isTaken(status string) bool { return status == "Completed" || status == "Authorized" }
