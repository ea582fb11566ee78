@NullMarked
package io.rtoto.cli.kafka;

import org.jspecify.annotations.NullMarked;
