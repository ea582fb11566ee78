/** The rule library on the command line. */
@NullMarked
package io.rtoto.cli.rulebooks;

import org.jspecify.annotations.NullMarked;
