package io.rtoto.jobs.memory;

import java.util.List;

/**
 * What came of what was said, as it was remembered before its slot was told. Its name is as long as
 * that of {@link Reactions}, whose place it takes in state that is written in tests.
 */
public record Responses(List<Reactions.Reaction> reactions) {}
