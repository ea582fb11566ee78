/** Files of lines: read as bytes, sorted on disk, written in a fixed order. */
@NullMarked
package io.rtoto.cli.lines;

import org.jspecify.annotations.NullMarked;
