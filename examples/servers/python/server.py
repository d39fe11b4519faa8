"""The store's half of a payment, for Python 3.9 and newer, without dependencies: python3 server.py

The contract is docs/INTEGRATION.md, section 2. Everything is in one SQLite file; each step that decides something is one transaction.
What no shopper asks about any more, your server must: by the Pay notice, or by asking for the attempts that are open now and then.
"""

import base64
import hashlib
import html
import http.client
import json
import os
import re
import secrets
import socket
import sqlite3
import sys
import time
import urllib.parse
import urllib.request
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

PORT = int(os.environ.get("PORT", "8500"))
# The address that shoppers see. TermUrl lies below it, and messages of its page go to it alone.
ORIGIN = os.environ.get("ORIGIN", f"http://127.0.0.1:{PORT}")
API = os.environ.get("CLOUDPAYMENTS_API", "http://127.0.0.1:8401")
PUBLIC_ID = os.environ.get("CLOUDPAYMENTS_PUBLIC_ID", "test_api_00000000000000000000001")
API_SECRET = os.environ.get("CLOUDPAYMENTS_API_SECRET", "sandbox-secret")
DATABASE = os.environ.get("DATABASE", "payments.db")
# After so long nothing that was sent is on its way any more: the gateway answers within five minutes.
SETTLED = float(os.environ.get("SETTLED_SECONDS", "360"))
# After so long no shopper is at the bank's page any more.
CHALLENGE = float(os.environ.get("CHALLENGE_SECONDS", "2700"))

# `Type` of an operation that takes money; and what its `Status` is then.
PAYMENT = 0
TAKEN = ("Completed", "Authorized")
# More than anyone needs for one order, fewer than someone trying stolen cards wants.
MOST_ATTEMPTS = 30
# What a message says that excuses the gateway.
EXCUSE = re.compile("internal|server|exception|unexpected|error|failed|went wrong|process|time(d |-)?out|unavailable|later|try again|внутренн|сервер|ошибк|обраб|повтор", re.I)

# An attempt's state: sent, bank (the shopper is there), returned, and the ends: paid, declined, abandoned, refused. `sent` is when the
# gateway was last asked to do something.
# The database itself lets one attempt of an order be open.
SCHEMA = """
create table if not exists orders (number text primary key, amount text not null, currency text not null, paid integer not null default 0);
create table if not exists attempts (
    id text primary key, order_number text, print text, state text not null, sent real, token text unique,
    transaction_id integer, reason integer, acs_url text, pa_req text, frame integer, code text, http integer);
create unique index if not exists one_open on attempts (order_number) where state in ('sent', 'bank', 'returned');
insert or ignore into orders (number, amount, currency) values ('A-1042', '12500.00', 'KZT');
"""


def database():
    # Transactions are begun by hand, each as "immediate": whoever comes second waits before it has read anything.
    connection = sqlite3.connect(DATABASE, isolation_level=None, timeout=30)
    connection.row_factory = sqlite3.Row
    return connection


def charge(body, address):
    attempt, order, cryptogram, holder = (body.get(name) for name in ("attempt", "order", "cryptogram", "holder"))
    texts = (attempt, order, cryptogram, "" if holder is None else holder)
    if not (all(map(is_text, texts)) and re.fullmatch("[0-9a-f]{32}", attempt)):
        return refuse(400, "store.bad_request", "attempt, order and cryptogram are wanted, as texts")
    print_ = hashlib.sha256(json.dumps(body, sort_keys=True).encode()).hexdigest()
    books = database()
    books.execute("begin immediate")
    try:
        known = books.execute("select * from attempts where id = ?", (attempt,)).fetchone()
        if known:
            # One that was given up before it came has no print.
            return answer(known) if known["print"] in (None, print_) else refuse(409, "store.attempt_conflict", "this attempt was another one", True)
        row = books.execute("select * from orders where number = ?", (order,)).fetchone()
        if not row:
            return refuse(404, "store.order_unknown", "there is no such order")
        if row["paid"]:
            return refuse(409, "store.order_paid", "the order is paid")
        if books.execute("select count(*) from attempts where order_number = ?", (order,)).fetchone()[0] >= MOST_ATTEMPTS:
            return refuse(429, "store.too_many", "the order has had too many attempts")
        # From here on their TermUrl is dead.
        gone = time.time() - CHALLENGE
        books.execute("update attempts set state = 'abandoned' where order_number = ? and state = 'bank' and sent < ?", (order, gone))
        if books.execute("select 1 from attempts where order_number = ? and state in ('sent', 'bank', 'returned')", (order,)).fetchone():
            return refuse(409, "store.order_busy", "another payment of this order is under way")
        if (body.get("amount"), body.get("currency")) != (row["amount"], row["currency"]):
            return {**refuse(409, "store.price_changed", "the price is another one"), "amount": row["amount"]}
        # Written before anything is sent.
        books.execute(
            "insert into attempts (id, order_number, print, state, sent, token) values (?, ?, ?, 'sent', ?, ?)",
            (attempt, order, print_, time.time(), secrets.token_hex(32)),
        )
    finally:
        books.execute("commit")
    # The cryptogram goes on and is kept nowhere.
    try:
        reply = gateway("/payments/cards/charge", attempt, {
            "Amount": float(row["amount"]), "Currency": row["currency"], "IpAddress": address, "CardCryptogramPacket": cryptogram,
            "InvoiceId": attempt, "Name": holder, "Description": f"Order {order}",
        })
        if is_about(find(attempt), reply):
            settle(attempt, "sent", reply)
    except Undone as why:
        move(attempt, "refused", code=why.code, http=why.http)
    return answer(find(attempt))


def status(attempt, order):
    known = find(attempt)
    if not known or order not in (None, known["order_number"]):
        # Its charge request has not come, and may yet; or a link brought it to another order's page.
        return refuse(404, "store.attempt_unknown", "there is no such attempt", True)
    look_up(known)
    return answer(find(attempt))


def abandon(attempt, body):
    order = body.get("order")
    if not is_text(order):
        return refuse(400, "store.bad_request", "the order is wanted, as a text", True)
    books = database()
    # The charge request may never have come; should it come later, it is refused.
    books.execute(
        """insert or ignore into attempts (id, order_number, state, code, http)
        select ?, number, 'refused', 'store.attempt_closed', 409 from orders
        where number = ? and (select count(*) from attempts where order_number = number) < ?""",
        (attempt, order, MOST_ATTEMPTS),
    )
    if books.execute("select changes()").fetchone()[0]:
        return {"status": "abandoned", "attempt": attempt}
    known = find(attempt)
    if not known:
        if books.execute("select 1 from orders where number = ?", (order,)).fetchone():
            # A charge request that comes late is refused for that, too.
            return refuse(429, "store.too_many", "the order has had too many attempts")
        # Nothing is kept, so nothing can be promised.
        return refuse(404, "store.order_unknown", "there is no such order", True)
    if order != known["order_number"]:
        return refuse(409, "store.attempt_conflict", "this attempt is another order's", True)
    # Whoever gave up asks nowhere else.
    look_up(known)
    # From here on its TermUrl is dead: the bank's answer finds no attempt in this state.
    books.execute("update attempts set state = 'abandoned' where id = ? and state = 'bank'", (attempt,))
    return answer(find(attempt))


def returned(token, form):
    books = database()
    known = books.execute("select * from attempts where token = ?", (token,)).fetchone()
    if not known or form.get("MD") != str(known["transaction_id"]) or not form.get("PaRes"):
        return page(404, "This is no answer of the bank.")
    # Marked before anything is sent: one request alone changes the row, and post3ds is called once.
    mark = "update attempts set state = 'returned', sent = ? where id = ? and state = 'bank'"
    if books.execute(mark, (time.time(), known["id"])).rowcount:
        handed = {"TransactionId": known["transaction_id"], "PaRes": form["PaRes"]}
        try:
            reply = gateway("/payments/cards/post3ds", secrets.token_hex(16), handed)
            if is_about(known, reply):
                settle(known["id"], "returned", reply)
        except Undone:
            # The bank's answer was not handed over and never will be: the payment stays unauthenticated.
            move(known["id"], "abandoned")
    order = f"{ORIGIN}/?order={urllib.parse.quote(known['order_number'])}&attempt={known['id']}"
    message = {"type": "cloudpayments-checkout:returned", "attempt": known["id"], "md": str(known["transaction_id"])}
    return page(200, "Going back to the store.", f"""
    if (parent === window) location.replace({json.dumps(order)});
    else parent.postMessage({json.dumps(message)}, {json.dumps(ORIGIN)});""")


def is_about(known, reply):
    """Whether a charge or post3ds is answered about this payment: one about another says nothing of it. What is left out is no difference."""
    order = database().execute("select * from orders where number = ?", (known["order_number"],)).fetchone()
    model = (reply or {}).get("Model") or {}
    return (
        model.get("InvoiceId") in (None, known["id"])
        and model.get("Amount") in (None, float(order["amount"]))
        and model.get("Currency") in (None, order["currency"])
    )


def settle(attempt, state, reply):
    """Takes an answer of the gateway. One that says nothing certain changes nothing: the state stays open, and is asked about."""
    model = (reply or {}).get("Model")
    success = (reply or {}).get("Success")
    # Nothing was charged where the message says what the request lacks. One that excuses the gateway, or none, leaves that open.
    message = (reply or {}).get("Message")
    is_complaint = isinstance(message, str) and message.strip() and not EXCUSE.search(message)
    if success is False and model is None and is_complaint and state == "sent":
        return move(attempt, "refused", code="store.gateway_refused", http=502)
    if not model:
        return None
    transaction = model.get("TransactionId")
    if not success and model.get("AcsUrl") and model.get("PaReq"):
        return move(attempt, "bank", transaction_id=transaction, acs_url=model["AcsUrl"], pa_req=model["PaReq"], frame=model.get("IFrameIsAllowed") is True)
    if success and model.get("Status") in TAKEN and not model.get("ReasonCode"):
        database().execute("update orders set paid = 1 where number = (select order_number from attempts where id = ?)", (attempt,))
        return move(attempt, "paid", transaction_id=transaction)
    if model.get("Status") in ("Declined", "Cancelled") or (not success and model.get("ReasonCode")):
        return move(attempt, "declined", transaction_id=transaction, reason=model.get("ReasonCode") or 0)
    return None


def look_up(known):
    """Asks the gateway, where only it knows what became of the attempt."""
    if known["state"] not in ("sent", "returned"):
        return
    # Taken before the question: time spent waiting for its answer must not make the answer count.
    is_settled = time.time() - known["sent"] > SETTLED
    try:
        reply = gateway("/v2/payments/find", secrets.token_hex(16), {"InvoiceId": known["id"]}) or {}
    except Undone:
        return
    model = reply.get("Model") or {}
    other = objection(known, model) if model else None
    if other:
        print(f"the gateway found {other} for attempt {known['id']}: look at it", file=sys.stderr, flush=True)
    is_ours = bool(model) and not other
    if is_ours:
        settle(known["id"], known["state"], reply)
    # The rest counts only when nothing could be on its way any more, and when nobody has moved the attempt meanwhile.
    if not is_settled:
        return
    if is_ours and model.get("Status") == "AwaitingAuthentication":
        # Nobody has the bank's question, or its answer did not arrive.
        move(known["id"], "abandoned", (known["state"],))
    elif reply.get("Success") is False and (reply.get("Message") or "").lower().startswith("not found"):
        move(known["id"], "refused", (known["state"],), code="store.unavailable", http=503)


def objection(known, model):
    """Why what was found says nothing of this payment: it is the last operation, which may have given the money back."""
    order = database().execute("select * from orders where number = ?", (known["order_number"],)).fetchone()
    if model.get("InvoiceId") != known["id"]:
        return "another InvoiceId"
    if model.get("Type") != PAYMENT:
        return "no payment but a refund"
    if model.get("Status") not in TAKEN:
        return None
    if float(model.get("Amount") or 0) != float(order["amount"]):
        return "another amount"
    return None if model.get("Currency") == order["currency"] else "another currency"


def move(attempt, state, found=("sent", "bank", "returned"), **more):
    """Moves an attempt that is found in one of these states."""
    names = "".join(f", {name} = ?" for name in more)
    marks = ", ".join("?" * len(found))
    database().execute(f"update attempts set state = ?{names} where id = ? and state in ({marks})", (state, *more.values(), attempt, *found))


def find(attempt):
    return database().execute("select * from attempts where id = ?", (attempt,)).fetchone()


def answer(known):
    """What the element is told."""
    told = {"attempt": known["id"]}
    state = known["state"]
    if state == "refused":
        return refuse(known["http"], known["code"], "nothing was charged")
    if state == "bank":
        return {**told, "status": "challenge", "acsUrl": known["acs_url"], "paReq": known["pa_req"], "md": str(known["transaction_id"]),
                "termUrl": f"{ORIGIN}/api/payments/term/{known['token']}", "frame": bool(known["frame"])}
    if state == "paid":
        return {**told, "status": "paid", "transaction": known["transaction_id"]}
    if state == "declined":
        return {**told, "status": "declined", "transaction": known["transaction_id"], "reason": known["reason"]}
    return {**told, "status": "abandoned" if state == "abandoned" else "pending"}


class Undone(Exception):
    """Nothing was sent, or the gateway turned it away unread. Has what a charge is refused by then."""

    def __init__(self, http, code):
        super().__init__(code)
        self.http, self.code = http, code


class AsItComes(urllib.request.HTTPErrorProcessor):
    """Every answer has a status and a body to look at, and no redirect is followed: a charge is sent to one address, once."""

    def http_response(self, request, response):
        return response

    https_response = http_response


def gateway(path, request_id, body):
    """None where no answer came, or none that can be read: the work may have been done all the same. Where it was not, Undone is raised."""
    password = base64.b64encode(f"{PUBLIC_ID}:{API_SECRET}".encode()).decode()
    request = urllib.request.Request(API + path, json.dumps(body).encode(), {
        "Authorization": f"Basic {password}", "Content-Type": "application/json", "X-Request-ID": request_id,
    })
    try:
        with urllib.request.build_opener(AsItComes).open(request, timeout=300) as response:
            status = response.status
            # The gateway's own words. With any other status it is somebody on the way who speaks, whatever the body says.
            reply = json.load(response) if status in (200, 400) else None
    except (OSError, ValueError, http.client.HTTPException) as wrong:
        if not isinstance(getattr(wrong, "reason", None), (ConnectionRefusedError, socket.gaierror)):
            return None
        print(f"no connection to the gateway for {path}: look at CLOUDPAYMENTS_API", file=sys.stderr, flush=True)
        raise Undone(503, "store.unavailable") from None
    # Given before a payment is looked at: wrong secret, wrong address, too many at once. After any other it may have been done.
    if status in (401, 403, 404, 405, 429):
        is_crowded = status == 429
        why = "too many requests at once" if is_crowded else "look at CLOUDPAYMENTS_PUBLIC_ID, CLOUDPAYMENTS_API_SECRET and CLOUDPAYMENTS_API"
        print(f"the gateway turned {path} away unread with status {status}: {why}", file=sys.stderr, flush=True)
        raise Undone(503, "store.unavailable") if is_crowded else Undone(502, "store.gateway_refused")
    return reply if isinstance(reply, dict) and isinstance(reply.get("Model") or {}, dict) else None


def is_text(value):
    """Whether this is a text that can be written down: JSON may hold half of a character."""
    return isinstance(value, str) and not re.search("[\ud800-\udfff]", value)


def refuse(http, code, message, charged=False):
    return {"http": http, "code": code, "message": message, "charged": charged}


def page(http, words, script=""):
    """The page shown at TermUrl. Its script is its own, so the policy names it by its hash."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; script-src 'sha256-{digest}'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'"
    text = f'<!doctype html><meta charset="utf-8"><title>Payment</title><p>{html.escape(words)}</p><script>{script}</script>'
    return {"http": http, "policy": policy, "html": text}


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle(self):
        try:
            super().handle()
        except ConnectionError:
            """Whoever asked has gone."""

    def do_POST(self):
        lengths = self.headers.get_all("Content-Length", [])
        # What is read must be all of it: the rest would be taken for the next request.
        if len(lengths) != 1 or not re.fullmatch("[0-9]{1,15}", lengths[0]) or "Transfer-Encoding" in self.headers:
            self.close_connection = True
            return self.tell(refuse(411, "store.bad_request", "one Content-Length is wanted", True))
        length = int(lengths[0])
        if length > 256 * 1024:
            self.close_connection = True
            return self.tell(refuse(413, "store.bad_request", "the request is too long", True))
        text = self.rfile.read(length)
        if len(text) < length:
            # Half of a request, and nobody there any more.
            self.close_connection = True
            return None
        return self.tell(self.post(text.decode(errors="replace")))

    def do_GET(self):
        # A body is not read, and would be taken for the next request.
        if "Content-Length" in self.headers or "Transfer-Encoding" in self.headers:
            self.close_connection = True
        path, _, query = self.path.partition("?")
        found = re.fullmatch("/api/payments/([0-9a-f]{32})", path)
        order = urllib.parse.parse_qs(query, keep_blank_values=True).get("order", [None])[0]
        self.tell(status(found[1], order) if found else refuse(404, "store.bad_request", "there is nothing at this address"))

    def post(self, text):
        path = self.path.partition("?")[0]
        # The bank's answer comes from another site, without cookies: its token is the check. Everything else must be of our own page.
        term = re.fullmatch("/api/payments/term/([0-9a-f]{64})", path)
        if term:
            return returned(term[1], dict(urllib.parse.parse_qsl(text)))
        if self.headers.get("Origin", ORIGIN) != ORIGIN:
            return refuse(403, "store.bad_request", "another origin")
        try:
            body = json.loads(text) if self.headers.get("Content-Type", "").startswith("application/json") else None
        except (ValueError, RecursionError):
            body = None
        if not isinstance(body, dict):
            return refuse(400, "store.bad_request", "a JSON object is wanted", True)
        if path == "/api/payments":
            return charge(body, self.client_address[0])  # behind a proxy of your own: the address that it tells
        given_up = re.fullmatch("/api/payments/([0-9a-f]{32})/abandon", path)
        return abandon(given_up[1], body) if given_up else refuse(404, "store.bad_request", "there is nothing at this address")

    def tell(self, told):
        http = told.pop("http", 200)
        policy = told.pop("policy", None)
        content = (told["html"] if policy else json.dumps(told)).encode()
        self.send_response(http)
        self.send_header("Content-Type", "text/html; charset=utf-8" if policy else "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "no-store")
        if self.close_connection:
            self.send_header("Connection", "close")
        if policy:
            self.send_header("Content-Security-Policy", policy)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format, *args):
        """Addresses hold tokens; nothing is logged."""


if __name__ == "__main__":
    database().executescript(SCHEMA)
    server = ThreadingHTTPServer(("127.0.0.1", PORT), Handler)
    print(f"ready {ORIGIN}", flush=True)
    server.serve_forever()
