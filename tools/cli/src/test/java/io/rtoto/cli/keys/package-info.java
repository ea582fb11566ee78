@NullMarked
package io.rtoto.cli.keys;

import org.jspecify.annotations.NullMarked;
