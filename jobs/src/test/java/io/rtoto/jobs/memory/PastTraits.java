package io.rtoto.jobs.memory;

import org.jspecify.annotations.Nullable;

/**
 * What the customer told, as it was remembered before they told where they live. Its name is as
 * long as that of {@link ToldTraits}, whose place it takes in state that is written in tests.
 */
public record PastTraits(
    ToldTraits.@Nullable Told language,
    ToldTraits.@Nullable Told timeZone,
    ToldTraits.@Nullable Told birthday) {}
