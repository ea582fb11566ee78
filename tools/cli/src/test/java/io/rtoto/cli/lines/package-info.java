@NullMarked
package io.rtoto.cli.lines;

import org.jspecify.annotations.NullMarked;
