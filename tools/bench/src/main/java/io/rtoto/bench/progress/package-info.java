/** Tells people how far a bench is. */
@NullMarked
package io.rtoto.bench.progress;

import org.jspecify.annotations.NullMarked;
