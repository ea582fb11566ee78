-- Who turned out to be another: the newest message under the id says who has everything now. May be
-- a link of a chain. As soon as there is a snapshot under the id again, it names that customer.

create table alias (
  customer_id  text        primary key,
  replaced_by  text        not null,
  -- when it was said: whoever was erased before then had not been this customer yet
  replaced_at  timestamptz not null,
  topic_id     uuid        not null,
  position     bigint      not null
);
create index on alias (replaced_by);

-- What an identifier leaves and what it comes to are told under two keys, in any order: in between
-- it is both's, and in the end the one's whose newest snapshot names it.
alter table identifier drop constraint identifier_pkey;
alter table identifier add primary key (type, hash, customer_id);
