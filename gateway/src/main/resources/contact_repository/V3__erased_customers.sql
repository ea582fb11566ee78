-- Whose data was erased, and when: a decision of before that may be read only now, from another
-- topic, and must not come back.

create table erasure (
  customer_id  text        primary key,
  erased_at    timestamptz not null
);
