/** A real browser, and SDKs for Node.js, for the tests of all modules that have pages. */
@NullMarked
package io.rtoto.browser;

import org.jspecify.annotations.NullMarked;
