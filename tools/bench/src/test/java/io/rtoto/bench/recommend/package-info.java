/** Tests of how well is foretold what comes next. */
@NullMarked
package io.rtoto.bench.recommend;

import org.jspecify.annotations.NullMarked;
