/** Who is drawn to what: topic {@code audiences}. */
@NullMarked
package io.rtoto.schemas.audiences;

import org.jspecify.annotations.NullMarked;
