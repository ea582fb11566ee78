-- An offset counts within one topic only: on another broker, or in a topic that was made again,
-- it begins at 0 anew. A row without an id is of a topic that nobody knows: it is read again.

alter table customer add column topic_id uuid;
alter table progress add column topic_id uuid;
