@NullMarked
package io.rtoto.schemas.rulebundles;

import org.jspecify.annotations.NullMarked;
