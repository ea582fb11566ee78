@NullMarked
package io.rtoto.cli.publishing;

import org.jspecify.annotations.NullMarked;
