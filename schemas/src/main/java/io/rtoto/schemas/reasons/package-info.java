/** Why something was decided, or was not, in sentences for people. */
@NullMarked
package io.rtoto.schemas.reasons;

import org.jspecify.annotations.NullMarked;
