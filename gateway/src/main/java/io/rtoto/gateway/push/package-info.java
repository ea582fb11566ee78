/** What is decided for a visitor, told to the page that they have open, as it is decided. */
@NullMarked
package io.rtoto.gateway.push;

import org.jspecify.annotations.NullMarked;
