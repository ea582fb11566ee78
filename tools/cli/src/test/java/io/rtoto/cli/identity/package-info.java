/** Tests of what people are told of who is who. */
@NullMarked
package io.rtoto.cli.identity;

import org.jspecify.annotations.NullMarked;
