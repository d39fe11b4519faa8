-- What the store keeps. Portable SQL: text, bigint and partial indexes mean the same in SQLite and PostgreSQL.
-- Amounts are in minor units, times in milliseconds since 1970 UTC, flags are 0 or 1.
-- There is no column for a card number, a CVV, a cryptogram, a holder's name or an address.

CREATE TABLE programs (
  id         TEXT   NOT NULL PRIMARY KEY,
  place      BIGINT NOT NULL,
  amount     BIGINT NOT NULL CHECK (amount > 0),
  currency   TEXT   NOT NULL,
  title_kk   TEXT   NOT NULL,
  title_ru   TEXT   NOT NULL,
  title_en   TEXT   NOT NULL,
  summary_kk TEXT   NOT NULL,
  summary_ru TEXT   NOT NULL,
  summary_en TEXT   NOT NULL
);

-- An order keeps the price it was placed at.
CREATE TABLE orders (
  id             TEXT   NOT NULL PRIMARY KEY,
  program        TEXT   NOT NULL REFERENCES programs (id),
  lang           TEXT   NOT NULL,
  amount         BIGINT NOT NULL CHECK (amount > 0),
  currency       TEXT   NOT NULL,
  status         TEXT   NOT NULL CHECK (status IN ('open', 'paid')),
  attempt        TEXT,
  transaction_id BIGINT,
  created_at     BIGINT NOT NULL,
  touched_at     BIGINT NOT NULL,
  paid_at        BIGINT
);

CREATE TABLE attempts (
  id             TEXT   NOT NULL PRIMARY KEY,
  order_id       TEXT   NOT NULL REFERENCES orders (id),
  state          TEXT   NOT NULL CHECK (state IN ('sent', 'unknown', 'challenge', 'confirming', 'paid', 'declined', 'refused', 'abandoned')),
  -- 0: given up before the charge request came.
  posted         BIGINT NOT NULL,
  -- As the browser sent them: what a repeated request is compared with.
  amount         BIGINT NOT NULL,
  currency       TEXT   NOT NULL,
  lang           TEXT   NOT NULL,
  -- The unguessable part of the TermUrl.
  token          TEXT   NOT NULL UNIQUE,
  transaction_id BIGINT,
  reason         BIGINT NOT NULL DEFAULT 0,
  refusal        TEXT,
  acs_url        TEXT,
  pa_req         TEXT,
  frame          BIGINT NOT NULL DEFAULT 0,
  -- 1: money came for an order that was paid already; someone must give it back.
  surplus        BIGINT NOT NULL DEFAULT 0,
  created_at     BIGINT NOT NULL,
  -- When the latest request that can move money (charge, post3ds) was about to be sent.
  sent_at        BIGINT NOT NULL,
  -- When the bank's answer was taken from the TermUrl: at most once.
  claimed_at     BIGINT,
  settled_at     BIGINT,
  asked_at       BIGINT NOT NULL DEFAULT 0,
  asks           BIGINT NOT NULL DEFAULT 0
);

CREATE INDEX attempts_of_order ON attempts (order_id);

-- One open attempt per order at a time.
CREATE UNIQUE INDEX attempts_one_open ON attempts (order_id)
  WHERE state IN ('sent', 'unknown', 'challenge', 'confirming');

-- An order is paid once.
CREATE UNIQUE INDEX attempts_one_paid ON attempts (order_id)
  WHERE state = 'paid' AND surplus = 0;

-- One row per notice of the provider, however often it is sent.
CREATE TABLE notices (
  kind           TEXT   NOT NULL,
  transaction_id BIGINT NOT NULL,
  attempt        TEXT   NOT NULL,
  amount         BIGINT,
  currency       TEXT   NOT NULL,
  verdict        TEXT   NOT NULL,
  times          BIGINT NOT NULL,
  first_at       BIGINT NOT NULL,
  last_at        BIGINT NOT NULL,
  PRIMARY KEY (kind, transaction_id)
);
