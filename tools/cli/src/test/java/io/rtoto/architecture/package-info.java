@NullMarked
package io.rtoto.architecture;

import org.jspecify.annotations.NullMarked;
