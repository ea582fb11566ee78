/** What was applied to whom, exactly once: the messages on topic {@code journal}. */
@NullMarked
package io.rtoto.schemas.journal;

import org.jspecify.annotations.NullMarked;
