/** How a name is read: its canonical form, and which values name nobody. */
@NullMarked
package io.rtoto.schemas.naming;

import org.jspecify.annotations.NullMarked;
