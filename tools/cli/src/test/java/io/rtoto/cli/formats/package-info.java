@NullMarked
package io.rtoto.cli.formats;

import org.jspecify.annotations.NullMarked;
