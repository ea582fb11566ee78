/** A real browser, for the tests of all modules that have pages. */
@NullMarked
package io.rtoto.browser;

import org.jspecify.annotations.NullMarked;
