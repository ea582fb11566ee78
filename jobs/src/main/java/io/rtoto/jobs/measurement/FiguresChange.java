package io.rtoto.jobs.measurement;

import io.rtoto.schemas.figures.Figures;
import org.jspecify.annotations.Nullable;

/**
 * What a minute's figures are from now on.
 *
 * @param key of the minute
 * @param figures the figures; null when they are kept no longer
 */
public record FiguresChange(String key, @Nullable Figures figures) {}
