package io.rtoto.schemas.events;

import org.jspecify.annotations.Nullable;

/**
 * What a customer told of themselves, without what identifies them.
 *
 * @param language BCP 47 tag, such as {@code zh-TW}; null when not told
 * @param timeZone IANA name, such as {@code Asia/Taipei}; null when not told
 * @param birthday ISO date or {@code --MM-DD}; null when not told
 */
public record Traits(
    @Nullable String language, @Nullable String timeZone, @Nullable String birthday) {}
