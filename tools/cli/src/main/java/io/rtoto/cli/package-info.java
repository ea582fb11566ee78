/** The rtoto command. */
@NullMarked
package io.rtoto.cli;

import org.jspecify.annotations.NullMarked;
