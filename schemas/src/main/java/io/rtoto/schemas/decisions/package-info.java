/** What was decided: the messages on topic {@code decisions}. */
@NullMarked
package io.rtoto.schemas.decisions;

import org.jspecify.annotations.NullMarked;
