/** Who has done what: written down for what is done by commands, and checked. */
@NullMarked
package io.rtoto.cli.audit;

import org.jspecify.annotations.NullMarked;
