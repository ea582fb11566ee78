@NullMarked
package io.rtoto.schemas.naming;

import org.jspecify.annotations.NullMarked;
