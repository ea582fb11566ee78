/** Who may log in to the gateway, from the command line. */
@NullMarked
package io.rtoto.cli.users;

import org.jspecify.annotations.NullMarked;
