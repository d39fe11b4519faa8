-- Money that came for what was paid before: someone must give it back. One row per payment at the provider.
CREATE TABLE surplus (
  transaction_id BIGINT NOT NULL PRIMARY KEY,
  attempt        TEXT   NOT NULL REFERENCES attempts (id),
  found_at       BIGINT NOT NULL
);

INSERT INTO surplus (transaction_id, attempt, found_at)
  SELECT transaction_id, id, COALESCE(settled_at, created_at) FROM attempts WHERE surplus = 1 AND transaction_id IS NOT NULL
  ON CONFLICT (transaction_id) DO NOTHING;

-- What was given back of an order is the sum of its attempt's notices.
CREATE INDEX notices_of_attempt ON notices (attempt);
