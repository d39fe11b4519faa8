-- 0: taken out of the file of programs; orders placed before still name it.
ALTER TABLE programs ADD COLUMN on_sale BIGINT NOT NULL DEFAULT 1;
