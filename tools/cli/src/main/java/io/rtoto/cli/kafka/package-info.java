/** What the commands do with the broker: make topics, write to them, read them to their end. */
@NullMarked
package io.rtoto.cli.kafka;

import org.jspecify.annotations.NullMarked;
