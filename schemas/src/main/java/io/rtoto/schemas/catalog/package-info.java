/** What the shop sells: the messages on topic {@code catalog}. */
@NullMarked
package io.rtoto.schemas.catalog;

import org.jspecify.annotations.NullMarked;
