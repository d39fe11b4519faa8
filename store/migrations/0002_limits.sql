-- How often an address places orders and presses Pay, and how often an order is paid for. The key of an address is an HMAC.
-- A row is deleted once it holds nobody up.
CREATE TABLE limits (
  key        TEXT   NOT NULL PRIMARY KEY,
  busy_until BIGINT NOT NULL
);
