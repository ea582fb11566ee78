/** What could not be applied, and why: the messages on topic {@code dead-letters}. */
@NullMarked
package io.rtoto.schemas.deadletters;

import org.jspecify.annotations.NullMarked;
