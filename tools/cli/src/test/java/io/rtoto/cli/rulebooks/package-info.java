@NullMarked
package io.rtoto.cli.rulebooks;

import org.jspecify.annotations.NullMarked;
