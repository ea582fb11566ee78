@NullMarked
package io.rtoto.schemas;

import org.jspecify.annotations.NullMarked;
