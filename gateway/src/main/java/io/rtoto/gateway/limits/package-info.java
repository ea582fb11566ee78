/** How much of something may come at a time. */
@NullMarked
package io.rtoto.gateway.limits;

import org.jspecify.annotations.NullMarked;
