/** Bounded runs: files in, everything that came of them out. */
@NullMarked
package io.rtoto.cli.bounded;

import org.jspecify.annotations.NullMarked;
