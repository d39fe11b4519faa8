-- The store looks every few seconds for attempts in doubt and for challenges that were left. SQLite does not see that the index of open
-- attempts would do for some of the open states.
CREATE INDEX attempts_of_state ON attempts (state);
