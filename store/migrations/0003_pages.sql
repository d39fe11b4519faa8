-- The origin of the payment page an attempt was sent from; none for the store's own page. The TermUrl answers to it.
ALTER TABLE attempts ADD COLUMN page TEXT;
