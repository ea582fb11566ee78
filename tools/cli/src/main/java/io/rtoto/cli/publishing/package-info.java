/** Puts versions of the rules in force, and takes them back: who signs, in which order. */
@NullMarked
package io.rtoto.cli.publishing;

import org.jspecify.annotations.NullMarked;
