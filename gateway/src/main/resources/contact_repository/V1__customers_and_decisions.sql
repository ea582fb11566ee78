-- The contact repository: what people and pages ask about one customer.
-- Written from the topics `customers` and `decisions`; may be dropped and filled again from them.

create table customer (
  customer_id   text        primary key,
  -- offset of the snapshot in its partition: of two snapshots of a customer, the later counts
  position      bigint      not null,
  orders        bigint      not null,
  spend_minor   bigint      not null,
  currency      text,
  last_seen_at  timestamptz not null,
  snapshot      jsonb       not null
);

create table identifier (
  type         text not null,
  hash         text not null,
  customer_id  text not null references customer on delete cascade,
  primary key (type, hash)
);
create index on identifier (customer_id);

create table decision (
  decision_id  text        primary key,
  customer_id  text        not null,
  kind         text        not null,
  decided_at   timestamptz not null,
  decision     jsonb       not null
);
create index on decision (customer_id, decided_at desc);

-- How far each partition has been written: moved in the same transaction as what it stands for.
create table progress (
  topic        text    not null,
  partition    integer not null,
  next_offset  bigint  not null,
  primary key (topic, partition)
);
