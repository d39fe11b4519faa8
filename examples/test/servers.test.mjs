// The servers of examples/servers: each does the store's half of a payment against the sandbox, for a shopper in Chromium.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readdirSync } from "node:fs";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, describe, test } from "node:test";

import { checkoutPage, sandbox, testCards } from "cloudpayments-checkout/testing";

import { launch, onPage } from "./browser.mjs";
import { folderOf } from "./projects.mjs";
import { serverStand } from "./stand.mjs";

/** How each is started, for a file in its folder. */
const PROGRAMS = {
  node: (file) => ["node", [file("server.mjs")]],
  python: (file) => ["python3", [file("server.py")]],
  // One process answers one request at a time, and the bank's page asks while a charge is under way.
  php: (file) => ["php", ["-S", (port) => `127.0.0.1:${port}`, file("server.php")], { PHP_CLI_SERVER_WORKERS: "4" }],
  // Built first: `go run` would leave the server running when it is ended.
  go: (file) => [built(file("")), []],
  // Built by who runs this: it is of the checkout's own workspace.
  rust: () => [process.env.SERVER_IN_RUST, []],
};

const names = (process.env.SERVERS ?? "").split(",").filter(Boolean);
let browser;
// Without a test between them, the second is never called.
if (names.length) {
  before(async () => { browser = await launch(); });
  after(() => browser?.close());
  // Side by side: mostly they wait.
  describe("the servers", { concurrency: 3 }, () => names.forEach(theServerIn));
}

function theServerIn(name) {
  const server = { files: folderOf("html"), start: () => PROGRAMS[name]((file) => join(process.env.SERVER_FILES, name, file)) };

  describe(`the server in ${name}`, { concurrency: 1 }, () => {
    test("a confirmed card is charged once, and the order is paid for good", () => onStand(server, async ({ place, page, checkout }) => {
      await checkout.payWith(testCards.visa3ds);
      await checkout.approve3ds();
      await checkout.shows("paid");
      await page.reload();
      await checkoutPage(page).payWith(testCards.visa);
      await checkoutPage(page).shows("failed");
      assert.deepEqual((await charges(place)).map(({ Status }) => Status), ["Completed"]);
    }, ["409 (Conflict)"]));

    test("after a declined card another one pays", () => onStand(server, async ({ place, checkout }) => {
      await checkout.payWith(testCards.visa3dsPoor);
      await checkout.approve3ds();
      await checkout.shows("declined");
      await checkout.payWith(testCards.mastercard);
      await checkout.shows("paid");
      assert.deepEqual((await charges(place)).map(({ Status }) => Status), ["Declined", "Completed"]);
    }));

    test("a lost answer is asked about, not sent again", () => onStand(server, async ({ place, checkout }) => {
      await sandbox(place.sandboxUrl).fail({ charge: { drop: "after" } });
      await checkout.payWith(testCards.visa);
      await checkout.shows("paid");
      assert.equal((await charges(place)).length, 1);
    }));

    test("a wrong API secret ends each attempt at once, and the log says where to look", () => onStand(patient(server, { CLOUDPAYMENTS_API_SECRET: "wrong-secret" }), async ({ place }) => {
      for (const number of [1, 2]) {
        assert.deepEqual(await chargeAnew(place, `${number}`), [502, "store.gateway_refused", false]);
        await until(() => turnedAway(place).length === number);
      }
      for (const line of turnedAway(place)) {
        assert.match(line, /charge .*status 401.*CLOUDPAYMENTS_API_SECRET/);
        assert.doesNotMatch(line, /wrong-secret|none/);
      }
    }));

    test("what the gateway turns away unread charges nothing, and the order can be paid after it", () => onStand(server, async ({ place, checkout }) => {
      const statuses = [401, 403, 404, 405, 429];
      for (const status of statuses) {
        await sandbox(place.sandboxUrl).fail({ charge: { status } });
        const wanted = status === 429 ? [503, "store.unavailable", false] : [502, "store.gateway_refused", false];
        assert.deepEqual(await chargeAnew(place, String(status)), wanted);
      }
      await until(() => turnedAway(place).length === statuses.length);
      // After this one nobody knows.
      await sandbox(place.sandboxUrl).fail({ charge: { status: 408, when: "after" } });
      await checkout.payWith(testCards.visa);
      await checkout.shows("paid");
      assert.equal(turnedAway(place).length, statuses.length);
    }));

    test("a bank's answer that is turned away unread was not handed over: nothing is charged, and another try pays", () => onStand(server, async ({ place, page, checkout }) => {
      await sandbox(place.sandboxUrl).fail({ post3ds: { status: 403 } });
      await checkout.payWith(testCards.visa3ds);
      const attempt = await attemptOf(page);
      await checkout.approve3ds();
      await checkout.shows("failed");
      assert.equal((await told(place, attempt)).status, "abandoned");
      await checkout.payWith(testCards.visa);
      await checkout.shows("paid");
      assert.deepEqual((await charges(place)).map(({ Status }) => Status), ["AwaitingAuthentication", "Completed"]);
    }));

    test("without a connection nothing is sent, and the order stays free", () => onStand(patient(server, { CLOUDPAYMENTS_API: NOBODY }), async ({ place }) => {
      for (const number of ["1", "2"]) assert.deepEqual(await chargeAnew(place, number), [503, "store.unavailable", false]);
      await until(() => place.log().split("\n").filter((line) => /no connection .*CLOUDPAYMENTS_API/.test(line)).length === 2);
    }));

    test("\"none found\" counts by the time of the question, not of its answer, and only in the gateway's own words", () => onStand(patient(server, { SETTLED_SECONDS: "3" }), async ({ place }) => {
      await sandbox(place.sandboxUrl).fail({ charge: { drop: "before" }, findV2: [{ delay: 4500 }, { status: 401 }] });
      const { attempt } = RIGHT;
      assert.equal((await (await post(place, "", RIGHT)).json()).status, "pending");
      assert.equal((await told(place, attempt)).status, "pending");
      assert.equal((await told(place, attempt)).status, "pending");
      const { code, charged } = await told(place, attempt);
      assert.deepEqual([code, charged], ["store.unavailable", false]);
    }));

    test("money that was given back while nobody knew of the payment is not told as paid", () => onStand(server, async ({ place, page, checkout }) => {
      // One for each look until the refund is there.
      await sandbox(place.sandboxUrl).fail({ charge: { drop: "after" }, findV2: { status: 500, times: 1000 } });
      await checkout.payWith(testCards.visa);
      const attempt = await attemptOf(page);
      const [{ TransactionId }] = await until(async () => (await charges(place)).length && charges(place));
      await until(async () => (await told(place, attempt)).status === "pending");
      await refund(place, TransactionId);
      await sandbox(place.sandboxUrl).heal();
      assert.deepEqual(await told(place, attempt), { status: "pending", attempt });
      await until(() => new RegExp(`refund .*${attempt}`).test(place.log()));
      assert.equal(await another(place), "store.order_busy");
    }));

    test("what the gateway finds is the payment only with its InvoiceId, type, amount and currency", async () => {
      let model;
      const says = (url) => [url === FIND ? 200 : 500, { Success: true, Model: model }];
      await beforeGateway(server, says, async ({ place }) => {
        const { attempt } = RIGHT;
        assert.equal((await (await post(place, "", RIGHT)).json()).status, "pending");
        const payment = { TransactionId: 7, InvoiceId: attempt, Type: 0, Amount: 12500, Currency: "KZT", Status: "Completed", ReasonCode: 0 };
        for (const other of [{ InvoiceId: "b".repeat(32) }, { Type: 1 }, { Type: 1, Status: "Declined", ReasonCode: 5051 }, { Type: 2 }, { Amount: 1250 }, { Currency: "RUB" }]) {
          model = { ...payment, ...other };
          assert.deepEqual(await told(place, attempt), { status: "pending", attempt }, JSON.stringify(other));
        }
        await until(() => place.log().split("\n").filter((line) => /the gateway found .*a{32}/.test(line)).length === 6);
        model = payment;
        assert.deepEqual(await told(place, attempt), { status: "paid", attempt, transaction: 7 });
      });
    });

    test("nothing was charged only where the gateway itself says what the request lacks; all else is asked about", async () => {
      const lacks = { Success: false, Message: "Amount is required" };
      const paid = { Success: true, Model: PAID };
      const statuses = [201, 408, 409, 499, 500, 503].flatMap((status) => [[status, lacks], [status, paid]]);
      const bodies = [
        ...[
          undefined, null, " ", 7, "Internal error, try again later", "Внутренняя Ошибка", "The operation has timed out.", "System error",
          "Запрос обрабатывается",
        ]
          .flatMap((Message) => [[200, { ...lacks, Message }], [400, { ...lacks, Message, Model: null }]]),
        [200, { ...lacks, Success: true }], [200, { ...lacks, Model: {} }], [200, { ...lacks, Model: "none" }], [200, []], [200, null],
      ];
      let said;
      // Whatever is asked about is found declined, so that the order is free for the next attempt.
      const says = (url, { InvoiceId }) => (url === FIND ? [200, { Success: false, Model: { ...DECLINED, InvoiceId } }] : said);
      // An order each: it has so many attempts.
      for (const open of [statuses, bodies]) {
        await beforeGateway(server, says, async ({ place }) => {
          for (const [number, answer] of open.entries()) {
            said = answer;
            assert.equal(await pendingThen(place, number), "declined", JSON.stringify(answer));
          }
          for (const status of [200, 400]) {
            said = [status, lacks];
            assert.deepEqual(await chargeAnew(place, `a${status}`), [502, "store.gateway_refused", false]);
          }
          said = [200, paid];
          assert.equal((await (await post(place, "", RIGHT)).json()).status, "paid");
        });
      }
    });

    test("an answer about another payment is asked about, to a charge and to the bank's answer", async () => {
      const others = [{ InvoiceId: "b".repeat(32) }, { Amount: 1250 }, { Amount: 0 }, { Currency: "RUB" }];
      let charged, handed;
      const says = (url, { InvoiceId }) =>
        ({ [FIND]: [200, { Success: false, Model: { ...DECLINED, InvoiceId } }], [POST3DS]: [200, handed] })[url] ?? [200, charged];
      await beforeGateway(server, says, async ({ place }) => {
        let number = 0;
        for (const other of others) {
          for (const answer of [{ Success: true, Model: PAID }, { Success: false, Model: DECLINED }, CHALLENGE]) {
            charged = { ...answer, Model: { ...answer.Model, ...other } };
            assert.equal(await pendingThen(place, number++), "declined", JSON.stringify(charged));
          }
        }
        charged = CHALLENGE;
        const confirmed = async (model) => {
          handed = { Success: true, Model: model };
          const attempt = `${number++}`.padStart(32, "0");
          const { termUrl, md } = await (await post(place, "", { ...RIGHT, attempt })).json();
          await handIn(termUrl, md);
          return (await told(place, attempt)).status;
        };
        for (const other of others) assert.equal(await confirmed({ ...PAID, ...other }), "declined", JSON.stringify(other));
        // What is left out is no difference.
        assert.equal(await confirmed({ ...PAID, InvoiceId: null }), "paid");
      });
    });

    test("what is no text where one is wanted is refused, and charges nothing", () => onStand(server, async ({ place }) => {
      const refused = async (path, body) => {
        const response = await post(place, path, body);
        assert.deepEqual([response.status, (await response.json()).code], [400, "store.bad_request"], JSON.stringify(body));
      };
      for (const wrong of [[RIGHT.attempt], [], { x: 1 }, 7, 0]) {
        for (const field of ["attempt", "order", "cryptogram", "holder"]) await refused("", { ...RIGHT, [field]: wrong });
        await refused(`/${RIGHT.attempt}/abandon`, { order: wrong });
      }
      // Half of a character, which not every language can write down.
      for (const path of ["", `/${RIGHT.attempt}/abandon`]) {
        const { status } = await post(place, path, { ...RIGHT, order: "\ud800" });
        assert.ok([200, 400, 404].includes(status), String(status));
      }
      const headers = { "content-type": "application/json" };
      assert.equal((await fetch(`${place.url}/api/payments`, { method: "POST", headers, body: "[".repeat(200_000) })).status, 400);
      assert.deepEqual(await charges(place), []);
    }));

    test("a body is no request of its own, however its length is told", () => onStand(server, async ({ place }) => {
      const attempt = "e".repeat(32);
      const order = JSON.stringify({ order: "A-1042" });
      const json = "Host: shop\r\nContent-Type: application/json\r\n";
      const hidden = `POST /api/payments/${attempt}/abandon HTTP/1.1\r\n${json}Content-Length: ${order.length}\r\n\r\n${order}`;
      const length = `Content-Length: ${hidden.length}\r\n`;
      for (const request of [
        `GET /api/payments/${attempt} HTTP/1.1\r\n${json}${length}\r\n${hidden}`,
        `POST /api/payments HTTP/1.1\r\n${json}Content-Length: 0\r\n${length}\r\n${hidden}`,
        `POST /api/payments HTTP/1.1\r\n${json}Transfer-Encoding: chunked\r\n\r\n${hidden.length.toString(16)}\r\n${hidden}\r\n0\r\n\r\n`,
      ]) {
        const statuses = await asked(place, `${request}GET /api/payments/${attempt} HTTP/1.1\r\nHost: shop\r\nConnection: close\r\n\r\n`);
        // The last request's own, where the connection was kept for it.
        assert.deepEqual(statuses.slice(1).filter((status) => status !== "404"), [], request);
        assert.equal((await told(place, attempt)).code, "store.attempt_unknown");
      }
    }));

    test("an attempt that was given up before it came has no TermUrl", () => onStand(server, async ({ place }) => {
      await post(place, `/${RIGHT.attempt}/abandon`, { order: RIGHT.order });
      for (const [path, MD] of ["", "/", "/undefined", "/null"].flatMap((path) => ["undefined", "null", "None", "0", ""].map((md) => [path, md]))) {
        const returned = await fetch(`${place.url}/api/payments/term${path}`, { method: "POST", body: new URLSearchParams({ MD, PaRes: "x" }) });
        assert.ok([400, 404, 405].includes(returned.status), `${path} ${MD}: ${returned.status}`);
      }
    }));

    test("giving up at the bank closes the attempt, and a new one pays", () => onStand(server, async ({ place, checkout }) => {
      await checkout.payWith(testCards.visa3ds);
      await checkout.leave3ds();
      await checkout.shows("cancelled");
      await checkout.payWith(testCards.visa);
      await checkout.shows("paid");
      assert.deepEqual((await charges(place)).map(({ Status }) => Status), ["AwaitingAuthentication", "Completed"]);
    }));

    test("a bank's page whose address was lost keeps the order for as long as it may be worked on, and no longer", async () => {
      for (const [seconds, status, next] of [["360", "pending", "store.order_busy"], ["0", "abandoned", "store.gateway_refused"]]) {
        await onStand(patient(server, { SETTLED_SECONDS: seconds }), async ({ place, page, checkout }) => {
          await sandbox(place.sandboxUrl).fail({ charge: { drop: "after" } });
          await checkout.payWith(testCards.visa3ds);
          const attempt = await attemptOf(page);
          await until(async () => (await charges(place)).length === 1 && (await told(place, attempt)).status === status);
          assert.equal(await another(place), next);
          assert.equal((await told(place, attempt)).status, status);
        });
      }
    });

    test("an order is free again when its shopper has been at the bank for too long", async () => {
      for (const [seconds, next] of [["2700", "store.order_busy"], ["0", "store.gateway_refused"]]) {
        await onStand(patient(server, { CHALLENGE_SECONDS: seconds }), async ({ place, page, checkout }) => {
          await checkout.payWith(testCards.visa3ds);
          const attempt = await attemptOf(page);
          await until(async () => (await told(place, attempt)).status === "challenge");
          await until(async () => (await another(place)) === next);
        });
      }
    });

    test("a bank's answer without its text changes nothing, and the one with it counts", () => onStand(server, async ({ place, page, checkout }) => {
      await checkout.payWith(testCards.visa3ds);
      const attempt = await attemptOf(page);
      const { termUrl, md } = await until(async () => {
        const said = await told(place, attempt);
        return said.status === "challenge" && said;
      });
      const empty = await fetch(termUrl, { method: "POST", body: new URLSearchParams({ MD: md }) });
      assert.equal(empty.status, 404);
      await checkout.approve3ds();
      await checkout.shows("paid");
    }));

    test("whoever gives up while nobody knows the result is told what the gateway knows", async () => {
      let charged, found;
      const says = (url, { InvoiceId }) =>
        ({ [FIND]: [200, { Success: true, Model: { ...found, InvoiceId } }], [POST3DS]: [500, {}] })[url] ?? charged;
      // The answer to the charge is lost, and that to the bank's answer.
      for (charged of [[500, {}], [200, CHALLENGE]]) {
        await beforeGateway(server, says, async ({ place }) => {
          const { attempt } = RIGHT;
          const { termUrl, md } = await (await post(place, "", RIGHT)).json();
          if (termUrl) await handIn(termUrl, md);
          found = { ...PAID, Status: "AwaitingAuthentication" };
          assert.deepEqual(await givenUp(place, attempt), [200, { status: "pending", attempt }]);
          found = PAID;
          assert.deepEqual(await givenUp(place, attempt), [200, { status: "paid", attempt, transaction: 7 }]);
        });
      }
    });

    test("an attempt is its own order's alone, whatever else the query says", async () => {
      const says = (url) => [200, url === POST3DS ? { Success: true, Model: PAID } : CHALLENGE];
      await beforeGateway(server, says, async ({ place }) => {
        const { attempt } = RIGHT;
        const asked = async (query) => {
          const response = await fetch(`${place.url}/api/payments/${attempt}?${query}`);
          const { status, code, charged } = await response.json();
          return [response.status, status ?? code, charged];
        };
        const { termUrl, md } = await (await post(place, "?shop=1", RIGHT)).json();
        const [status, { code, charged }] = await givenUp(place, attempt, "A-1");
        assert.deepEqual([status, code, charged], [409, "store.attempt_conflict", true]);
        assert.equal((await told(place, attempt)).status, "challenge");
        await handIn(termUrl, md);
        for (const own of ["", "order=A-1042", "shop=1&order=%41%2D1042"]) assert.deepEqual(await asked(own), [200, "paid", undefined], own);
        for (const other of ["order=A-1", "order=", "shop=1&order=A%2D1042%20"]) {
          assert.deepEqual(await asked(other), [404, "store.attempt_unknown", true], other);
        }
        assert.equal((await (await post(place, `/${attempt}/abandon?shop=1`, { order: RIGHT.order })).json()).status, "paid");
      });
    });

    test("giving up keeps nothing for an order that is not there, and so much for one that is", () => onStand(server, async ({ place }) => {
      const refusal = async (answer) => {
        const [status, { code, charged }] = await answer;
        return [status, code, charged];
      };
      const { attempt } = RIGHT;
      assert.deepEqual(await refusal(givenUp(place, attempt, "A-1")), [404, "store.order_unknown", true]);
      assert.equal((await told(place, attempt)).code, "store.attempt_unknown");
      const closed = Array.from({ length: 30 }, (_, number) => `${number}`.padStart(32, "0"));
      for (const attempt of closed) assert.deepEqual(await givenUp(place, attempt), [200, { status: "abandoned", attempt }]);
      assert.deepEqual(await refusal(givenUp(place, attempt)), [429, "store.too_many", false]);
      assert.deepEqual(await chargeAnew(place, "a"), [429, "store.too_many", false]);
      assert.equal((await told(place, attempt)).code, "store.attempt_unknown");
      assert.deepEqual(await refusal(givenUp(place, closed[0])), [409, "store.attempt_closed", false]);
    }));

    test("a charge that comes after it was given up is refused, and nothing is charged", () => onStand(server, async ({ place }) => {
      const attempt = "c".repeat(32);
      assert.equal((await (await post(place, `/${attempt}/abandon`, { order: "A-1042" })).json()).status, "abandoned");
      const late = await post(place, "", { ...RIGHT, attempt });
      const { code, charged } = await late.json();
      assert.deepEqual([late.status, code, charged], [409, "store.attempt_closed", false]);
    }));

    test("a request that breaks off or has no end leaves the server alive", () => onStand(server, async ({ place }) => {
      const { hostname, port } = new URL(place.own);
      for (const length of [100, 2_000_000_000]) {
        const socket = connect(Number(port), hostname);
        await once(socket, "connect");
        socket.write(`POST /api/payments HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n{`);
        socket.resetAndDestroy();
        await once(socket, "close");
      }
      // Nobody knows which attempt it was about.
      assert.doesNotMatch(await heard(place, (socket) => socket.end(BROKEN_OFF)), /"charged": ?false/);
      assert.equal((await told(place, "d".repeat(32))).code, "store.attempt_unknown");
    }));

    test("what the contract refuses is refused, in its words", () => onStand(server, async ({ place }) => {
      const right = RIGHT;
      const says = async (body, headers = {}) => {
        const request = { method: "POST", headers: { "content-type": "application/json", ...headers }, body: JSON.stringify(body) };
        const response = await fetch(`${place.url}/api/payments`, request);
        const { code, charged, amount } = await response.json();
        return [response.status, code, charged, amount];
      };
      assert.deepEqual(await says({ ...right, order: "A-1" }), [404, "store.order_unknown", false, undefined]);
      assert.deepEqual(await says({ ...right, amount: "1.00" }), [409, "store.price_changed", false, "12500.00"]);
      assert.equal((await says({ ...right, attempt: "A" }))[0], 400);
      assert.equal((await says(right, { origin: "https://evil.example" }))[0], 403);
      // The sandbox refuses this cryptogram without a Model: nothing was charged.
      assert.deepEqual(await says(right), [502, "store.gateway_refused", false, undefined]);
      assert.deepEqual(await says({ ...right, lang: "ru" }), [409, "store.attempt_conflict", true, undefined]);
      assert.deepEqual(await charges(place), []);
      const unknown = await fetch(`${place.url}/api/payments/${"b".repeat(32)}`);
      assert.deepEqual([unknown.status, (await unknown.json()).code], [404, "store.attempt_unknown"]);
      const forged = await fetch(`${place.url}/api/payments/term/${"0".repeat(64)}`, { method: "POST", body: new URLSearchParams({ MD: "1", PaRes: "x" }) });
      assert.equal(forged.status, 404);
    }));
  });
}

async function onStand(server, work, expected = []) {
  const place = await serverStand(server);
  try {
    await onPage(browser, place.url, (page) => work({ place, page, checkout: checkoutPage(page) }), expected);
  } finally {
    await place.stop();
  }
}

/** The server before a gateway of the test's own, which answers a request's address and body with the status and body that `says` gives. */
async function beforeGateway(server, says, work) {
  const gateway = createServer(async (request, response) => {
    let text = "";
    for await (const piece of request.setEncoding("utf8")) text += piece;
    const [status, body] = says(request.url, JSON.parse(text));
    response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
  }).listen(0, "127.0.0.1");
  await once(gateway, "listening");
  try {
    await onStand(patient(server, { CLOUDPAYMENTS_API: `http://127.0.0.1:${gateway.address().port}` }), work);
  } finally {
    gateway.closeAllConnections();
    gateway.close();
  }
}

const FIND = "/v2/payments/find";
const POST3DS = "/payments/cards/post3ds";
const PAID = { TransactionId: 7, Type: 0, Amount: 12500, Currency: "KZT", Status: "Completed", ReasonCode: 0 };
const DECLINED = { ...PAID, Status: "Declined", ReasonCode: 5051 };
const CHALLENGE = { Success: false, Model: { TransactionId: 7, AcsUrl: "https://acs.example/", PaReq: "x", IFrameIsAllowed: true } };

/** What becomes of a new attempt whose number this is when it is asked about, which its charge must leave open. */
async function pendingThen(place, number) {
  const attempt = `${number}`.padStart(32, "0");
  const answer = await (await post(place, "", { ...RIGHT, attempt })).json();
  return answer.status === "pending" ? (await told(place, attempt)).status : JSON.stringify(answer);
}

/** The same server with other settings. */
function patient({ files, start }, settings) {
  return { files, start: () => {
    const [program, args, more] = start();
    return [program, args, { ...more, ...settings }];
  } };
}

/** All that the contract wants, but that the cryptogram is none: the gateway refuses it. */
const RIGHT = { attempt: "a".repeat(32), order: "A-1042", amount: "12500.00", currency: "KZT", cryptogram: "none", lang: "en" };

/** What another attempt of the order is refused by. */
async function another(place) {
  return (await (await post(place, "", RIGHT)).json()).code;
}

/** How a new attempt is refused, whose number ends so. */
async function chargeAnew(place, number) {
  const response = await post(place, "", { ...RIGHT, attempt: number.padStart(32, "0") });
  const { code, charged } = await response.json();
  return [response.status, code, charged];
}

const post = (place, path, body) =>
  fetch(`${place.url}/api/payments${path}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(body) });

/** How giving up this attempt is answered. */
async function givenUp(place, attempt, order = RIGHT.order) {
  const response = await post(place, `/${attempt}/abandon`, { order });
  return [response.status, await response.json()];
}

/** Brings the bank's answer, as the shopper's browser does. */
const handIn = (termUrl, md) => fetch(termUrl, { method: "POST", body: new URLSearchParams({ MD: md, PaRes: "x" }) });

/** The lines of the log about what the gateway did not look at. */
const turnedAway = (place) => place.log().split("\n").filter((line) => line.includes("turned"));

/** An address of this machine where nobody listens. */
const NOBODY = "http://127.0.0.1:2";

/** Asks until it is so, and gives what it came to. */
async function until(isSo) {
  for (const end = performance.now() + 30_000; performance.now() < end;) {
    const found = await isSo();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(`waited 30 s for ${isSo}`);
}

/** Gives the payment's money back, as somebody at the gateway would. */
async function refund(place, TransactionId) {
  const authorization = `Basic ${btoa("test_api_00000000000000000000001:sandbox-secret")}`;
  const request = { method: "POST", headers: { authorization, "content-type": "application/json" }, body: JSON.stringify({ TransactionId, Amount: 12500 }) };
  assert.ok((await (await fetch(`${place.sandboxUrl}/payments/refund`, request)).json()).Success);
}

/** The statuses of all answers to what is sent as it stands, on one connection that the server closes. */
async function asked(place, text) {
  const answers = await heard(place, (socket) => socket.write(text));
  return [...answers.matchAll(/HTTP\/1\.[01] (\d+) /g)].map(([, status]) => status);
}

/** All that the server says on a connection until it closes it. */
async function heard(place, speak) {
  const { hostname, port } = new URL(place.own);
  const socket = connect(Number(port), hostname);
  let answers = "";
  socket.setEncoding("latin1").on("data", (piece) => { answers += piece; });
  socket.on("error", () => {});
  speak(socket);
  await once(socket, "close");
  return answers;
}

const BROKEN_OFF = "POST /api/payments HTTP/1.1\r\nHost: shop\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{";

const attemptOf = (page) => until(() => page.evaluate(() => document.querySelector("cloudpayments-checkout").attempt));

const told = async (place, attempt) => (await fetch(`${place.url}/api/payments/${attempt}`)).json();

const charges = (place) => sandbox(place.sandboxUrl).transactions();

/** The server in Go, built once. */
function built(folder) {
  if (!program) {
    program = join(process.env.EXAMPLES, "server-in-go");
    const sources = readdirSync(folder).filter((name) => name.endsWith(".go"));
    execFileSync("go", ["build", "-o", program, ...sources], { cwd: folder, stdio: "inherit" });
  }
  return program;
}

let program;
