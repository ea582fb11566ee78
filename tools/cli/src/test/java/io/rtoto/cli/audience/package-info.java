@NullMarked
package io.rtoto.cli.audience;

import org.jspecify.annotations.NullMarked;
