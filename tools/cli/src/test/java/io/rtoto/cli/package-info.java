@NullMarked
package io.rtoto.cli;

import org.jspecify.annotations.NullMarked;
