/** What the rules are: the messages on topic {@code rules}. */
@NullMarked
package io.rtoto.schemas.rulebundles;

import org.jspecify.annotations.NullMarked;
