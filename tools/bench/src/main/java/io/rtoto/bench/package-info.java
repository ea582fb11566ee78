/** What it costs: benchmarks that anyone can run again. */
@NullMarked
package io.rtoto.bench;

import org.jspecify.annotations.NullMarked;
