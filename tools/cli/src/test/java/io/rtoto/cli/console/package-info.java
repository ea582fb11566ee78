@NullMarked
package io.rtoto.cli.console;

import org.jspecify.annotations.NullMarked;
