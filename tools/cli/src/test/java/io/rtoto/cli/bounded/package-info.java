@NullMarked
package io.rtoto.cli.bounded;

import org.jspecify.annotations.NullMarked;
