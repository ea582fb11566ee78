@NullMarked
package io.rtoto.schemas.journal;

import org.jspecify.annotations.NullMarked;
