/** Tests of what commands read of a broker. */
@NullMarked
package io.rtoto.cli.kafka;

import org.jspecify.annotations.NullMarked;
