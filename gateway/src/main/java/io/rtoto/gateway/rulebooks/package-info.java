/** Rules as they are written, for those who write them. */
@NullMarked
package io.rtoto.gateway.rulebooks;

import org.jspecify.annotations.NullMarked;
