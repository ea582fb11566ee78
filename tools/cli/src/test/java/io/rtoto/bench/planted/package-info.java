@NullMarked
package io.rtoto.bench.planted;

import org.jspecify.annotations.NullMarked;
