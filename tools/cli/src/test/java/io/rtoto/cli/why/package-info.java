/** Tests of what people are told of why something was said. */
@NullMarked
package io.rtoto.cli.why;

import org.jspecify.annotations.NullMarked;
