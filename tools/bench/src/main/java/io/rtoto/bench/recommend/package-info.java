/** How well the engine foretells what comes next, beside plain methods, on files of the past. */
@NullMarked
package io.rtoto.bench.recommend;

import org.jspecify.annotations.NullMarked;
