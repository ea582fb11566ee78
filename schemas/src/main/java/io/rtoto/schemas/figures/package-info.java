/** What happened in each minute: the messages on topic {@code figures}. */
@NullMarked
package io.rtoto.schemas.figures;

import org.jspecify.annotations.NullMarked;
