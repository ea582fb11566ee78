/** Tests of the real parts in one process. */
@NullMarked
package io.rtoto.local;

import org.jspecify.annotations.NullMarked;
