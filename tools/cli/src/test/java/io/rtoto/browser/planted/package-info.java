@NullMarked
package io.rtoto.browser.planted;

import org.jspecify.annotations.NullMarked;
