/** Who may write to the gateway: its file of keys. */
@NullMarked
package io.rtoto.cli.keys;

import org.jspecify.annotations.NullMarked;
