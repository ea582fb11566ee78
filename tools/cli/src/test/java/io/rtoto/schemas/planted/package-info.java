@NullMarked
package io.rtoto.schemas.planted;

import org.jspecify.annotations.NullMarked;
