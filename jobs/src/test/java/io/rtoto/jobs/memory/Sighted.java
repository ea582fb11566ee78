package io.rtoto.jobs.memory;

import io.rtoto.jobs.memory.Noticed.Dated;
import io.rtoto.jobs.memory.Noticed.UsedUp;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What was noticed, as it was remembered before it told of which conversation a question was. Its
 * name is as long as that of {@link Noticed}, whose place it takes in state that is written in
 * tests.
 */
public record Sighted(Map<String, Instant> since, List<UsedUp> usedUp, List<Dated> dated) {}
