@NullMarked
package io.rtoto.cli.users;

import org.jspecify.annotations.NullMarked;
