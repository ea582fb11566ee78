package io.rtoto.schemas.flow;

import io.rtoto.schemas.audiences.Audience;
import org.jspecify.annotations.Nullable;

/**
 * Who is drawn to something from now on.
 *
 * @param key of the audience
 * @param audience who; null when nobody is any more
 */
public record AudienceChange(String key, @Nullable Audience audience) {}
