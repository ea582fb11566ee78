@NullMarked
package io.rtoto.local.planted;

import org.jspecify.annotations.NullMarked;
