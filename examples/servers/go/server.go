// The store's half of a payment, for Go 1.19 and newer, without dependencies: go run *.go
//
// The contract is docs/INTEGRATION.md, section 2. The maps of books stand for your database: what is written to them before a charge must
// outlive a restart, or a payment whose answer is lost is lost, too. What no shopper asks about any more, your server must: by the Pay
// notice, or by asking for the attempts that are open now and then.
package main

import (
	"crypto/rand"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"log"
	"net"
	"net/http"
	"net/url"
	"os"
	"regexp"
	"strings"
	"sync"
	"time"
)

var (
	port = setting("PORT", "8500")
	// The address that shoppers see. TermUrl lies below it, and messages of its page go to it alone.
	origin    = setting("ORIGIN", "http://127.0.0.1:"+port)
	api       = setting("CLOUDPAYMENTS_API", "http://127.0.0.1:8401")
	publicID  = setting("CLOUDPAYMENTS_PUBLIC_ID", "test_api_00000000000000000000001")
	apiSecret = setting("CLOUDPAYMENTS_API_SECRET", "sandbox-secret")
	// After so long nothing that was sent is on its way any more: the gateway answers within five minutes.
	settled = seconds("SETTLED_SECONDS", "360")
	// After so long no shopper is at the bank's page any more.
	challenge      = seconds("CHALLENGE_SECONDS", "2700")
	unavailable    = refuse(503, "store.unavailable", "nothing was charged", nil)
	gatewayRefused = refuse(502, "store.gateway_refused", "nothing was charged", nil)
	tooMany        = refuse(429, "store.too_many", "the order has had too many attempts", nil)
	// Said where it is not known that nothing was charged.
	perhaps = map[string]any{"charged": true}
	store   = books{orders: map[string]*order{"A-1042": {amount: "12500.00", currency: "KZT"}}, attempts: map[string]*attempt{}}
)

// order has the price that is charged; the browser's is only compared.
type order struct {
	amount, currency string
	paid             bool
}

// attempt is in one of these states: sent, bank (the shopper is there), returned, and the ends: paid, declined, abandoned, refused.
// sent is also when the gateway was last asked to do something.
type attempt struct {
	id, order, print, state, token string
	sent                           time.Time
	transaction, reason            int64
	acsURL, paReq                  string
	frame                          bool
	refusal                        reply
}

// isUnderWay is said while only the gateway knows what became of it.
func (one *attempt) isUnderWay() bool { return one.state == "sent" || one.state == "returned" }

// books are held while something is decided, and let go while the gateway is asked; with a database, a transaction that locks the order.
type books struct {
	sync.Mutex
	orders   map[string]*order
	attempts map[string]*attempt
}

// of gives all attempts of an order.
func (all *books) of(order string) (tries []*attempt) {
	for _, one := range all.attempts {
		if one.order == order {
			tries = append(tries, one)
		}
	}
	return tries
}

// mostAttempts is more than anyone needs for one order, fewer than someone trying stolen cards wants.
const mostAttempts = 30

// reply is what the browser gets: JSON, or the page at TermUrl.
type reply struct {
	http         int
	told         map[string]any
	html, policy string
}

type chargeRequest struct{ Attempt, Order, Amount, Currency, Cryptogram, Holder string }

// charge answers POST {endpoint}.
func charge(body []byte, shopper string) reply {
	var wanted chargeRequest
	if json.Unmarshal(body, &wanted) != nil {
		// Which attempt it is about is not known.
		return refuse(400, "store.bad_request", "a JSON object is wanted, of texts", perhaps)
	}
	if !attemptID.MatchString(wanted.Attempt) || wanted.Order == "" || wanted.Cryptogram == "" {
		return refuse(400, "store.bad_request", "attempt, order and cryptogram are wanted", nil)
	}
	one, bought, refused := begin(wanted, fmt.Sprintf("%x", sha256.Sum256(body)))
	if refused != nil {
		return *refused
	}
	// The cryptogram goes on and is kept nowhere.
	said := gateway("/payments/cards/charge", wanted.Attempt, map[string]any{
		"Amount": json.Number(bought.amount), "Currency": bought.currency, "IpAddress": shopper, "CardCryptogramPacket": wanted.Cryptogram,
		"InvoiceId": wanted.Attempt, "Name": wanted.Holder, "Description": "Order " + wanted.Order,
	})
	store.Lock()
	defer store.Unlock()
	if isAbout(one, said) {
		settle(one, said)
	}
	return answer(one)
}

// begin writes the attempt down before anything is sent, or says why not.
func begin(wanted chargeRequest, print string) (*attempt, *order, *reply) {
	store.Lock()
	defer store.Unlock()
	no := func(refused reply) (*attempt, *order, *reply) { return nil, nil, &refused }
	if known := store.attempts[wanted.Attempt]; known != nil {
		// One that was given up before it came has no print.
		if known.print == print || known.print == "" {
			return no(answer(known))
		}
		return no(refuse(409, "store.attempt_conflict", "this attempt was another one", perhaps))
	}
	bought := store.orders[wanted.Order]
	if bought == nil {
		return no(refuse(404, "store.order_unknown", "there is no such order", nil))
	}
	if bought.paid {
		return no(refuse(409, "store.order_paid", "the order is paid", nil))
	}
	others := store.of(wanted.Order)
	if len(others) >= mostAttempts {
		return no(tooMany)
	}
	for _, other := range others {
		if other.state == "bank" && time.Since(other.sent) > challenge {
			// From here on its TermUrl is dead.
			other.state = "abandoned"
		}
		if other.isUnderWay() || other.state == "bank" {
			return no(refuse(409, "store.order_busy", "another payment of this order is under way", nil))
		}
	}
	if wanted.Amount != bought.amount || wanted.Currency != bought.currency {
		return no(refuse(409, "store.price_changed", "the price is another one", map[string]any{"amount": bought.amount}))
	}
	one := &attempt{id: wanted.Attempt, order: wanted.Order, print: print, state: "sent", sent: time.Now(), token: random(32)}
	store.attempts[one.id] = one
	return one, bought, nil
}

// status answers GET {endpoint}/{attempt}.
func status(id string, query url.Values) reply {
	store.Lock()
	defer store.Unlock()
	one := store.attempts[id]
	if one == nil || query.Has("order") && query.Get("order") != one.order {
		// Its charge request has not come, and may yet; or a link brought it to another order's page.
		return refuse(404, "store.attempt_unknown", "there is no such attempt", perhaps)
	}
	lookUp(one)
	return answer(one)
}

// lookUp asks the gateway, where only it knows what became of the attempt. The books are let go meanwhile.
func lookUp(one *attempt) {
	if !one.isUnderWay() {
		return
	}
	store.Unlock()
	// Taken before the question: time spent waiting for its answer must not make the answer count.
	asked := time.Now()
	said := gateway("/v2/payments/find", random(16), map[string]any{"InvoiceId": one.id})
	store.Lock()
	other := objection(one, said)
	if other != "" {
		log.Printf("the gateway found %s for attempt %s: look at it", other, one.id)
	}
	isOurs := said.Model != nil && other == ""
	if isOurs {
		settle(one, said)
	}
	// The rest counts only when nothing could be on its way any more.
	isSettled := one.isUnderWay() && asked.Sub(one.sent) > settled
	if isSettled && isOurs && said.Model.Status == "AwaitingAuthentication" {
		// Nobody has the bank's question, or its answer did not arrive.
		one.state = "abandoned"
	} else if isSettled && said.Success != nil && !*said.Success && strings.HasPrefix(strings.ToLower(said.Message), "not found") {
		one.state, one.refusal = "refused", unavailable
	}
}

// abandon answers POST {endpoint}/{attempt}/abandon.
func abandon(id string, body []byte) reply {
	var wanted struct{ Order string }
	if json.Unmarshal(body, &wanted) != nil || wanted.Order == "" {
		return refuse(400, "store.bad_request", "the order is wanted, as a text", perhaps)
	}
	store.Lock()
	defer store.Unlock()
	one := store.attempts[id]
	switch {
	case one != nil && one.order != wanted.Order:
		return refuse(409, "store.attempt_conflict", "this attempt is another order's", perhaps)
	case one != nil:
	case store.orders[wanted.Order] == nil:
		// Nothing is kept, so nothing can be promised.
		return refuse(404, "store.order_unknown", "there is no such order", perhaps)
	case len(store.of(wanted.Order)) >= mostAttempts:
		// A charge request that comes late is refused for that, too.
		return tooMany
	default:
		// The charge request never came. Should it come later, it is refused.
		store.attempts[id] = &attempt{id: id, order: wanted.Order, state: "refused", refusal: refuse(409, "store.attempt_closed", "it was given up", nil)}
		return reply{http: 200, told: map[string]any{"status": "abandoned", "attempt": id}}
	}
	// Whoever gave up asks nowhere else.
	lookUp(one)
	// From here on its TermUrl is dead: returned finds no attempt at the bank.
	if one.state == "bank" {
		one.state = "abandoned"
	}
	return answer(one)
}

// excuse is what a message says that excuses the gateway.
var excuse = regexp.MustCompile(`(?i)internal|server|exception|unexpected|error|failed|went wrong|process|time(d |-)?out|unavailable|later|try again|внутренн|сервер|ошибк|обраб|повтор`)

// settle takes an answer of the gateway. One that says nothing certain changes nothing: the attempt stays open, and is asked about.
func settle(one *attempt, said said) {
	if said.undone != nil && one.state == "sent" {
		one.state, one.refusal = "refused", *said.undone
	} else if said.undone != nil && one.state == "returned" {
		// The bank's answer was not handed over and never will be: the payment stays unauthenticated.
		one.state = "abandoned"
	}
	if said.Success == nil || !one.isUnderWay() {
		return
	}
	success, model := *said.Success, said.Model
	if model != nil {
		one.transaction = model.TransactionID
	}
	// Nothing was charged where the message says what the request lacks. One that excuses the gateway, or none, leaves that open.
	isComplaint := strings.TrimSpace(said.Message) != "" && !excuse.MatchString(said.Message)
	switch {
	case model == nil && !success && isComplaint && one.state == "sent":
		one.state, one.refusal = "refused", gatewayRefused
	case model == nil:
	case !success && model.AcsURL != "" && model.PaReq != "":
		one.state, one.acsURL, one.paReq, one.frame = "bank", model.AcsURL, model.PaReq, model.IFrameIsAllowed
	case success && isTaken(model.Status) && model.ReasonCode == 0:
		store.orders[one.order].paid = true
		one.state = "paid"
	case model.Status == "Declined" || model.Status == "Cancelled" || (!success && model.ReasonCode != 0):
		one.state, one.reason = "declined", model.ReasonCode
	}
}

// answer is what the element is told.
func answer(one *attempt) reply {
	told := map[string]any{"status": one.state, "attempt": one.id}
	switch one.state {
	case "refused":
		return one.refusal
	case "bank":
		told["status"] = "challenge"
		told["acsUrl"], told["paReq"], told["frame"] = one.acsURL, one.paReq, one.frame
		told["md"], told["termUrl"] = fmt.Sprint(one.transaction), origin+"/api/payments/term/"+one.token
	case "paid":
		told["transaction"] = one.transaction
	case "declined":
		told["transaction"], told["reason"] = one.transaction, one.reason
	case "sent", "returned":
		told["status"] = "pending"
	}
	return reply{http: 200, told: told}
}

var (
	attemptID = regexp.MustCompile(`^[0-9a-f]{32}$`)
	place     = regexp.MustCompile(`^/api/payments(?:/([0-9a-f]{32})(/abandon)?)?$`)
	term      = regexp.MustCompile(`^/api/payments/term/([0-9a-f]{64})$`)
)

func route(request *http.Request) reply {
	body, wrong := io.ReadAll(io.LimitReader(request.Body, 256<<10))
	if wrong != nil {
		return refuse(400, "store.bad_request", "the request came in half", perhaps)
	}
	// The bank's answer comes from another site, without cookies: its token is the check. Everything else must be of our own page.
	if token := term.FindStringSubmatch(request.URL.Path); token != nil && request.Method == "POST" {
		form, _ := url.ParseQuery(string(body))
		return returned(token[1], form)
	}
	if from := request.Header.Get("Origin"); from != "" && from != origin {
		return refuse(403, "store.bad_request", "another origin", nil)
	}
	found := place.FindStringSubmatch(request.URL.Path)
	isJSON := strings.HasPrefix(request.Header.Get("Content-Type"), "application/json")
	switch {
	case found == nil:
	case request.Method == "GET" && found[1] != "" && found[2] == "":
		return status(found[1], request.URL.Query())
	case request.Method == "POST" && !isJSON:
		return refuse(400, "store.bad_request", "a JSON object is wanted", perhaps)
	case request.Method == "POST" && found[1] == "":
		shopper, _, _ := net.SplitHostPort(request.RemoteAddr) // behind a proxy of your own: the address that it tells
		return charge(body, shopper)
	case request.Method == "POST" && found[2] != "":
		return abandon(found[1], body)
	}
	return refuse(404, "store.bad_request", "there is nothing at this address", nil)
}

// refuse says that nothing was charged, unless more says otherwise.
func refuse(status int, code, message string, more map[string]any) reply {
	told := map[string]any{"code": code, "message": message, "charged": false}
	for name, value := range more {
		told[name] = value
	}
	return reply{http: status, told: told}
}

func random(bytes int) string {
	made := make([]byte, bytes)
	if _, wrong := rand.Read(made); wrong != nil {
		log.Fatal(wrong)
	}
	return fmt.Sprintf("%x", made)
}

func setting(name, usual string) string {
	if value := os.Getenv(name); value != "" {
		return value
	}
	return usual
}

func seconds(name, usual string) time.Duration {
	value, wrong := time.ParseDuration(setting(name, usual) + "s")
	if wrong != nil {
		log.Fatalf("%s should be a number of seconds: %v", name, wrong)
	}
	return value
}

func main() {
	http.HandleFunc("/", func(response http.ResponseWriter, request *http.Request) {
		reply := route(request)
		header := response.Header()
		header.Set("Cache-Control", "no-store")
		header.Set("Content-Type", "application/json")
		text, _ := json.Marshal(reply.told)
		if reply.html != "" {
			text = []byte(reply.html)
			header.Set("Content-Type", "text/html; charset=utf-8")
			header.Set("Content-Security-Policy", reply.policy)
		}
		response.WriteHeader(reply.http)
		_, _ = response.Write(text)
	})
	log.Print("ready " + origin)
	// Whoever sends nothing more is not waited for. An answer may take as long as the gateway's.
	server := http.Server{Addr: "127.0.0.1:" + port, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 30 * time.Second}
	log.Fatal(server.ListenAndServe())
}
