@NullMarked
package io.rtoto.cli.live;

import org.jspecify.annotations.NullMarked;
