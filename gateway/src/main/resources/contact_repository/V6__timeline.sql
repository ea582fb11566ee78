-- What happened to each identifier: whoever it belongs to now has it in their timeline, so that it
-- follows when customers become one or part. The newest of each are kept, and for as long as the
-- journal keeps them.
create table timeline (
  type      text        not null,
  hash      text        not null,
  at        timestamptz not null,
  event_id  text        not null,
  applied   jsonb       not null,
  primary key (type, hash, at, event_id)
);
-- For what is too old: rows come nearly in the order of time.
create index on timeline using brin (at);

-- What was erased of an identifier: an event of before that is read only now must not come back.
create table erased_identifier (
  type   text        not null,
  hash   text        not null,
  up_to  timestamptz not null,
  primary key (type, hash)
);

-- What was proposed, and of which nothing was said.
create table decision_not_made (
  customer_id  text        not null,
  at           timestamptz not null,
  decision_id  text        not null,
  held_before  integer     not null,
  not_made     jsonb       not null,
  primary key (customer_id, at, decision_id, held_before)
);
create index on decision_not_made using brin (at);

-- What the customer was worth, each time that it changed.
create table standing (
  customer_id           text        not null references customer on delete cascade,
  at                    timestamptz not null,
  orders                bigint      not null,
  spend_minor           bigint      not null,
  currency              text,
  tier                  text,
  p_alive               numeric(3, 2),
  expected_value_minor  bigint,
  lead_score            bigint      not null,
  primary key (customer_id, at)
);

-- How each identifier is known, with the evidence of its links.
create table identity (
  type         text   not null,
  hash         text   not null,
  customer_id  text   not null,
  topic_id     uuid   not null,
  position     bigint not null,
  identity     jsonb  not null,
  primary key (type, hash)
);
create index on identity (customer_id);

-- The journal was read for its erasures only: it is read again for all the rest.
delete from progress where topic = 'journal';
