@NullMarked
package io.rtoto.rules.planted;

import org.jspecify.annotations.NullMarked;
