-- What was decided up to that time of the events is erased, and was by then under every id that had
-- been replaced by this one: what the journal tells of whom. That nothing is known of a customer
-- any more, which `customers` tells, is no erasure of what was decided.
--
-- An erasure that was noted before knows its time only by the clock.

alter table erasure rename column erased_at to up_to;
alter table erasure add column written_at timestamptz;
update erasure set written_at = up_to;
alter table erasure alter column written_at set not null;
