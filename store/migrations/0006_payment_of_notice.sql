-- The payment that a notice is about: a refund has a number of its own. Whether it is the one that paid the order is told when it is
-- asked for, because a refund may be told before its payment.
ALTER TABLE notices ADD COLUMN payment BIGINT;

UPDATE notices SET payment = transaction_id WHERE kind = 'cancel';
