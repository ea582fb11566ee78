/** What each rule brought: the messages on topic {@code scorecards}. */
@NullMarked
package io.rtoto.schemas.scorecards;

import org.jspecify.annotations.NullMarked;
