/** Tests of what prepares a cluster. */
@NullMarked
package io.rtoto.cli.cluster;

import org.jspecify.annotations.NullMarked;
