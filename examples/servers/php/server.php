<?php
// The store's half of a payment, for PHP 8.1 and newer with its SQLite: PHP_CLI_SERVER_WORKERS=8 php -S 127.0.0.1:8500 server.php
// The contract is docs/INTEGRATION.md, section 2. Everything is in one database; each step that decides something is one transaction.
// What no shopper asks about any more, your server must: by the Pay notice, or by asking for the attempts that are open now and then.
declare(strict_types=1);

final class Settings
{
    /** A setting of the environment. */
    public static function of(string $name, string $usual): string
    {
        $value = getenv($name);
        return $value === false || $value === '' ? $usual : $value;
    }

    /** Whether nothing is on its way any more that was sent then: the gateway answers within five minutes. */
    public static function isSettled(int $sent): bool
    {
        return time() - $sent > (int) self::of('SETTLED_SECONDS', '360');
    }

    /** Whoever went to the bank before then is not there any more. */
    public static function challengesSince(): int
    {
        return time() - (int) self::of('CHALLENGE_SECONDS', '2700');
    }

    /** The address that shoppers see. TermUrl lies below it, and messages of its page go to it alone. */
    public static function origin(): string
    {
        return self::of('ORIGIN', 'http://127.0.0.1:' . self::of('PORT', '8500'));
    }
}

/**
 * An attempt's state: sent, bank (the shopper is there), returned, and the ends: paid, declined, abandoned, refused. `sent` is when the
 * gateway was last asked to do something.
 */
final class Books
{
    private const SCHEMA = <<<'SQL'
        create table if not exists orders (number text primary key, amount text not null, currency text not null, paid integer not null default 0);
        create table if not exists attempts (
            id text primary key, order_number text, print text, state text not null, sent integer, token text unique,
            transaction_id integer, reason integer, acs_url text, pa_req text, frame integer, code text, http integer);
        create unique index if not exists one_open on attempts (order_number) where state in ('sent', 'bank', 'returned');
        insert or ignore into orders (number, amount, currency) values ('A-1042', '12500.00', 'KZT');
        SQL;

    private PDO $database;

    public function __construct()
    {
        $this->database = new PDO('sqlite:' . Settings::of('DATABASE', 'payments.db'), options: [
            PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC, PDO::ATTR_TIMEOUT => 30,
        ]);
        $this->database->exec(self::SCHEMA);
    }

    public function run(string $sql, mixed ...$values): int
    {
        $statement = $this->database->prepare($sql);
        $statement->execute($values);
        return $statement->rowCount();
    }

    public function row(string $sql, mixed ...$values): ?array
    {
        $statement = $this->database->prepare($sql);
        $statement->execute($values);
        return $statement->fetch() ?: null;
    }

    public function attempt(string $id): ?array
    {
        return $this->row('select * from attempts where id = ?', $id);
    }

    /** Whoever comes second waits before it has read anything. */
    public function alone(callable $work): mixed
    {
        $this->database->exec('begin immediate');
        try {
            return $work();
        } finally {
            $this->database->exec('commit');
        }
    }

    /** Moves an attempt that is found in one of these states. */
    public function move(string $id, string $state, array $more = [], array $found = ['sent', 'bank', 'returned']): void
    {
        $set = implode('', array_map(fn ($name) => ", $name = ?", array_keys($more)));
        $marks = implode(', ', array_fill(0, count($found), '?'));
        $this->run("update attempts set state = ?$set where id = ? and state in ($marks)", $state, ...array_values($more), ...[$id, ...$found]);
    }
}

/** Nothing was sent, or the gateway turned it away unread. Has what a charge is refused by then. */
final class Undone extends Exception
{
    public function __construct(public readonly int $http, public readonly string $refusal)
    {
        parent::__construct($refusal);
    }
}

final class Payments
{
    /** `Type` of an operation that takes money. */
    private const PAYMENT = 0;
    /** Its `Status` then. */
    private const TAKEN = ['Completed', 'Authorized'];
    /** More than anyone needs for one order, fewer than someone trying stolen cards wants. */
    private const MOST_ATTEMPTS = 30;
    /** What a message says that excuses the gateway. */
    private const EXCUSE = '/internal|server|exception|unexpected|error|failed|went wrong|process|time(d |-)?out|unavailable|later|try again|внутренн|сервер|ошибк|обраб|повтор/iu';

    public function __construct(private Books $books)
    {
    }

    public function charge(array $body, string $address): array
    {
        ['attempt' => $id, 'order' => $order, 'cryptogram' => $cryptogram] = $body + ['attempt' => null, 'order' => null, 'cryptogram' => null];
        $texts = array_filter([$id, $order, $cryptogram, $body['holder'] ?? ''], 'is_string');
        if (count($texts) < 4 || !preg_match('/\A[0-9a-f]{32}\z/', $id)) {
            return refuse(400, 'store.bad_request', 'attempt, order and cryptogram are wanted, as texts');
        }
        $print = hash('sha256', json_encode($body));
        $decided = $this->books->alone(function () use ($body, $id, $order, $print) {
            $known = $this->books->attempt($id);
            if ($known) {
                // One that was given up before it came has no print.
                return in_array($known['print'], [null, $print], true) ? $this->answer($known) : refuse(409, 'store.attempt_conflict', 'this attempt was another one', true);
            }
            $row = $this->books->row('select * from orders where number = ?', $order);
            if (!$row) {
                return refuse(404, 'store.order_unknown', 'there is no such order');
            }
            if ($row['paid']) {
                return refuse(409, 'store.order_paid', 'the order is paid');
            }
            if ($this->books->row('select count(*) as tries from attempts where order_number = ?', $order)['tries'] >= self::MOST_ATTEMPTS) {
                return refuse(429, 'store.too_many', 'the order has had too many attempts');
            }
            // From here on their TermUrl is dead.
            $gone = "update attempts set state = 'abandoned' where order_number = ? and state = 'bank' and sent < ?";
            $this->books->run($gone, $order, Settings::challengesSince());
            if ($this->books->row("select 1 from attempts where order_number = ? and state in ('sent', 'bank', 'returned')", $order)) {
                return refuse(409, 'store.order_busy', 'another payment of this order is under way');
            }
            if ([$body['amount'] ?? null, $body['currency'] ?? null] !== [$row['amount'], $row['currency']]) {
                return [...refuse(409, 'store.price_changed', 'the price is another one'), 'amount' => $row['amount']];
            }
            // Written before anything is sent.
            $sql = "insert into attempts (id, order_number, print, state, sent, token) values (?, ?, ?, 'sent', ?, ?)";
            $this->books->run($sql, $id, $order, $print, time(), bin2hex(random_bytes(32)));
            return $row;
        });
        if (!isset($decided['number'])) {
            return $decided;
        }
        // The cryptogram goes on and is kept nowhere.
        $wanted = [
            'Amount' => (float) $decided['amount'], 'Currency' => $decided['currency'], 'IpAddress' => $address,
            'CardCryptogramPacket' => $cryptogram, 'InvoiceId' => $id, 'Name' => $body['holder'] ?? null, 'Description' => "Order $order",
        ];
        try {
            $reply = gateway('/payments/cards/charge', $id, $wanted);
            if ($this->isAbout($this->books->attempt($id), $reply)) {
                $this->settle($id, $reply, 'sent');
            }
        } catch (Undone $why) {
            $this->books->move($id, 'refused', ['code' => $why->refusal, 'http' => $why->http]);
        }
        return $this->answer($this->books->attempt($id));
    }

    public function status(string $id, mixed $order): array
    {
        $known = $this->books->attempt($id);
        if (!$known || ($order ?? $known['order_number']) !== $known['order_number']) {
            // Its charge request has not come, and may yet; or a link brought it to another order's page.
            return refuse(404, 'store.attempt_unknown', 'there is no such attempt', true);
        }
        $this->lookUp($known);
        return $this->answer($this->books->attempt($id));
    }

    public function abandon(string $id, array $body): array
    {
        $order = $body['order'] ?? null;
        if (!is_string($order)) {
            return refuse(400, 'store.bad_request', 'the order is wanted, as a text', true);
        }
        // The charge request may never have come; should it come later, it is refused.
        $sql = "insert or ignore into attempts (id, order_number, state, code, http)
            select ?, number, 'refused', 'store.attempt_closed', 409 from orders
            where number = ? and (select count(*) from attempts where order_number = number) < " . self::MOST_ATTEMPTS;
        if ($this->books->run($sql, $id, $order)) {
            return ['status' => 'abandoned', 'attempt' => $id];
        }
        $known = $this->books->attempt($id);
        if (!$known && $this->books->row('select 1 from orders where number = ?', $order)) {
            // A charge request that comes late is refused for that, too.
            return refuse(429, 'store.too_many', 'the order has had too many attempts');
        }
        if (!$known) {
            // Nothing is kept, so nothing can be promised.
            return refuse(404, 'store.order_unknown', 'there is no such order', true);
        }
        if ($order !== $known['order_number']) {
            return refuse(409, 'store.attempt_conflict', "this attempt is another order's", true);
        }
        // Whoever gave up asks nowhere else.
        $this->lookUp($known);
        // From here on its TermUrl is dead: the bank's answer finds no attempt in this state.
        $this->books->run("update attempts set state = 'abandoned' where id = ? and state = 'bank'", $id);
        return $this->answer($this->books->attempt($id));
    }

    /** The bank's answer, at TermUrl, by the shopper's browser. */
    public function returned(string $token, array $form): array
    {
        $known = $this->books->row('select * from attempts where token = ?', $token);
        $answer = $form['PaRes'] ?? '';
        if (!$known || ($form['MD'] ?? '') !== (string) $known['transaction_id'] || !is_string($answer) || $answer === '') {
            return page(404, 'This is no answer of the bank.');
        }
        // Marked before anything is sent: one request alone changes the row, and post3ds is called once.
        if ($this->books->run("update attempts set state = 'returned', sent = ? where id = ? and state = 'bank'", time(), $known['id'])) {
            $handed = ['TransactionId' => $known['transaction_id'], 'PaRes' => $answer];
            try {
                $reply = gateway('/payments/cards/post3ds', bin2hex(random_bytes(16)), $handed);
                if ($this->isAbout($known, $reply)) {
                    $this->settle($known['id'], $reply, 'returned');
                }
            } catch (Undone) {
                // The bank's answer was not handed over and never will be: the payment stays unauthenticated.
                $this->books->move($known['id'], 'abandoned');
            }
        }
        $origin = json_encode(Settings::origin(), JSON_HEX_TAG);
        $order = json_encode(Settings::origin() . '/?' . http_build_query(['order' => $known['order_number'], 'attempt' => $known['id']]), JSON_HEX_TAG);
        $message = ['type' => 'cloudpayments-checkout:returned', 'attempt' => $known['id'], 'md' => (string) $known['transaction_id']];
        $message = json_encode($message, JSON_HEX_TAG);
        return page(200, 'Going back to the store.', "
            if (parent === window) location.replace($order);
            else parent.postMessage($message, $origin);");
    }

    /** Whether a charge or post3ds is answered about this payment: one about another says nothing of it. What is left out is no difference. */
    private function isAbout(array $known, ?array $reply): bool
    {
        $order = $this->books->row('select * from orders where number = ?', $known['order_number']);
        $model = $reply['Model'] ?? [];
        return ($model['InvoiceId'] ?? $known['id']) === $known['id']
            && (float) ($model['Amount'] ?? $order['amount']) === (float) $order['amount']
            && ($model['Currency'] ?? $order['currency']) === $order['currency'];
    }

    /** Takes an answer of the gateway. One that says nothing certain changes nothing: the state stays open, and is asked about. */
    private function settle(string $id, ?array $reply, string $state): void
    {
        $success = $reply['Success'] ?? null;
        $model = $reply['Model'] ?? null;
        // Nothing was charged where the message says what the request lacks. One that excuses the gateway, or none, leaves that open.
        $message = $reply['Message'] ?? null;
        $isComplaint = is_string($message) && trim($message) !== '' && !preg_match(self::EXCUSE, $message);
        if ($success === false && $model === null && $isComplaint && $state === 'sent') {
            $this->books->move($id, 'refused', ['code' => 'store.gateway_refused', 'http' => 502]);
        }
        if (!$model) {
            return;
        }
        ['Status' => $status, 'ReasonCode' => $reason, 'AcsUrl' => $acs, 'PaReq' => $question] = $model + ['Status' => '', 'ReasonCode' => 0, 'AcsUrl' => '', 'PaReq' => ''];
        $transaction = ['transaction_id' => $model['TransactionId'] ?? null];
        if (!$success && $acs && $question) {
            $frame = (int) (($model['IFrameIsAllowed'] ?? null) === true);
            $this->books->move($id, 'bank', [...$transaction, 'acs_url' => $acs, 'pa_req' => $question, 'frame' => $frame]);
        } elseif ($success && in_array($status, self::TAKEN, true) && !$reason) {
            $this->books->run('update orders set paid = 1 where number = (select order_number from attempts where id = ?)', $id);
            $this->books->move($id, 'paid', $transaction);
        } elseif (in_array($status, ['Declined', 'Cancelled'], true) || (!$success && $reason)) {
            $this->books->move($id, 'declined', [...$transaction, 'reason' => $reason ?? 0]);
        }
    }

    /** Asks the gateway, where only it knows what became of the attempt. */
    private function lookUp(array $known): void
    {
        if (!in_array($known['state'], ['sent', 'returned'], true)) {
            return;
        }
        // Taken before the question: time spent waiting for its answer must not make the answer count.
        $isSettled = Settings::isSettled($known['sent']);
        try {
            $reply = gateway('/v2/payments/find', bin2hex(random_bytes(16)), ['InvoiceId' => $known['id']]);
        } catch (Undone) {
            return;
        }
        $model = $reply['Model'] ?? null;
        $other = is_array($model) ? $this->objection($known, $model) : null;
        if ($other) {
            error_log("the gateway found $other for attempt {$known['id']}: look at it");
        }
        $isOurs = is_array($model) && !$other;
        if ($isOurs) {
            $this->settle($known['id'], $reply, $known['state']);
        }
        // The rest counts only when nothing could be on its way any more, and when nobody has moved the attempt meanwhile.
        if (!$isSettled) {
            return;
        }
        if ($isOurs && ($model['Status'] ?? null) === 'AwaitingAuthentication') {
            // Nobody has the bank's question, or its answer did not arrive.
            $this->books->move($known['id'], 'abandoned', found: [$known['state']]);
        } elseif (($reply['Success'] ?? null) === false && str_starts_with(strtolower($reply['Message'] ?? ''), 'not found')) {
            $this->books->move($known['id'], 'refused', ['code' => 'store.unavailable', 'http' => 503], [$known['state']]);
        }
    }

    /** Why what was found says nothing of this payment: it is the last operation, which may have given the money back. */
    private function objection(array $known, array $model): ?string
    {
        $order = $this->books->row('select * from orders where number = ?', $known['order_number']);
        return match (true) {
            ($model['InvoiceId'] ?? null) !== $known['id'] => 'another InvoiceId',
            ($model['Type'] ?? null) !== self::PAYMENT => 'no payment but a refund',
            !in_array($model['Status'] ?? null, self::TAKEN, true) => null,
            (float) ($model['Amount'] ?? 0) !== (float) $order['amount'] => 'another amount',
            ($model['Currency'] ?? null) !== $order['currency'] => 'another currency',
            default => null,
        };
    }

    /** What the element is told. */
    private function answer(array $known): array
    {
        $told = ['attempt' => $known['id']];
        return match ($known['state']) {
            'refused' => refuse($known['http'], $known['code'], 'nothing was charged'),
            'bank' => [
                ...$told, 'status' => 'challenge', 'acsUrl' => $known['acs_url'], 'paReq' => $known['pa_req'], 'md' => (string) $known['transaction_id'],
                'termUrl' => Settings::origin() . "/api/payments/term/{$known['token']}", 'frame' => (bool) $known['frame'],
            ],
            'paid' => [...$told, 'status' => 'paid', 'transaction' => $known['transaction_id']],
            'declined' => [...$told, 'status' => 'declined', 'transaction' => $known['transaction_id'], 'reason' => $known['reason']],
            'abandoned' => [...$told, 'status' => 'abandoned'],
            default => [...$told, 'status' => 'pending'],
        };
    }
}

/**
 * Null where no answer came, or none that can be read: the work may have been done all the same.
 *
 * @throws Undone where it was not
 */
function gateway(string $path, string $request, array $body): ?array
{
    $terminal = Settings::of('CLOUDPAYMENTS_PUBLIC_ID', 'test_api_00000000000000000000001') . ':' . Settings::of('CLOUDPAYMENTS_API_SECRET', 'sandbox-secret');
    $context = stream_context_create(['http' => [
        'method' => 'POST', 'timeout' => 300, 'follow_location' => 0, 'ignore_errors' => true, 'content' => json_encode($body),
        'header' => ['Authorization: Basic ' . base64_encode($terminal), 'Content-Type: application/json', "X-Request-ID: $request", 'Connection: close'],
    ]]);
    error_clear_last();
    $answer = @fopen(Settings::of('CLOUDPAYMENTS_API', 'http://127.0.0.1:8401') . $path, 'r', false, $context);
    if ($answer === false) {
        // These words come only of a connection that was never made.
        if (preg_match('/stream: (Connection refused|php_network_getaddresses)/', error_get_last()['message'] ?? '')) {
            error_log("no connection to the gateway for $path: look at CLOUDPAYMENTS_API");
            throw new Undone(503, 'store.unavailable');
        }
        return null;
    }
    $status = (int) (explode(' ', stream_get_meta_data($answer)['wrapper_data'][0])[1] ?? 0);
    // Given before a payment is looked at: wrong secret, wrong address, too many at once. After any other it may have been done.
    if (in_array($status, [401, 403, 404, 405, 429], true)) {
        $why = $status === 429 ? 'too many requests at once' : 'look at CLOUDPAYMENTS_PUBLIC_ID, CLOUDPAYMENTS_API_SECRET and CLOUDPAYMENTS_API';
        error_log("the gateway turned $path away unread with status $status: $why");
        throw $status === 429 ? new Undone(503, 'store.unavailable') : new Undone(502, 'store.gateway_refused');
    }
    // The gateway's own words. With any other status it is somebody on the way who speaks, whatever the body says.
    $reply = in_array($status, [200, 400], true) ? json_decode((string) stream_get_contents($answer), true) : null;
    return is_array($reply) && is_array($reply['Model'] ?? []) ? $reply : null;
}

function refuse(int $http, string $code, string $message, bool $charged = false): array
{
    return ['http' => $http, 'code' => $code, 'message' => $message, 'charged' => $charged];
}

/** The page shown at TermUrl. Its script is its own, so the policy names it by its hash. */
function page(int $http, string $words, string $script = ''): array
{
    $hash = base64_encode(hash('sha256', $script, true));
    $policy = "default-src 'none'; script-src 'sha256-$hash'; frame-ancestors 'self'; base-uri 'none'; form-action 'none'";
    $html = "<!doctype html><meta charset=\"utf-8\"><title>Payment</title><p>$words</p><script>$script</script>";
    return ['http' => $http, 'policy' => $policy, 'html' => $html];
}

function route(Payments $payments): array
{
    $method = $_SERVER['REQUEST_METHOD'];
    $path = explode('?', $_SERVER['REQUEST_URI'])[0];
    $isJson = str_starts_with($_SERVER['CONTENT_TYPE'] ?? '', 'application/json');
    // The bank's answer comes from another site, without cookies: its token is the check. Everything else must be of our own page.
    if ($method === 'POST' && preg_match('#\A/api/payments/term/([0-9a-f]{64})\z#', $path, $found)) {
        return $payments->returned($found[1], $_POST);
    }
    if (($_SERVER['HTTP_ORIGIN'] ?? Settings::origin()) !== Settings::origin()) {
        return refuse(403, 'store.bad_request', 'another origin');
    }
    if ($method === 'GET' && preg_match('#\A/api/payments/([0-9a-f]{32})\z#', $path, $found)) {
        return $payments->status($found[1], $_GET['order'] ?? null);
    }
    $body = $isJson ? json_decode(file_get_contents('php://input'), true) : null;
    if ($method === 'POST' && (!is_array($body) || array_is_list($body))) {
        return refuse(400, 'store.bad_request', 'a JSON object is wanted', true);
    }
    if ($method === 'POST' && $path === '/api/payments') {
        return $payments->charge($body, $_SERVER['REMOTE_ADDR']); // behind a proxy of your own: the address that it tells
    }
    if ($method === 'POST' && preg_match('#\A/api/payments/([0-9a-f]{32})/abandon\z#', $path, $found)) {
        return $payments->abandon($found[1], $body);
    }
    return refuse(404, 'store.bad_request', 'there is nothing at this address');
}

// What was begun is finished, also when the shopper's browser does not wait for it.
ignore_user_abort(true);
set_time_limit(330);
$told = route(new Payments(new Books()));
http_response_code($told['http'] ?? 200);
header('Cache-Control: no-store');
if (isset($told['html'])) {
    header('Content-Type: text/html; charset=utf-8');
    header("Content-Security-Policy: {$told['policy']}");
    echo $told['html'];
} else {
    unset($told['http']);
    header('Content-Type: application/json');
    echo json_encode($told, JSON_UNESCAPED_SLASHES);
}
