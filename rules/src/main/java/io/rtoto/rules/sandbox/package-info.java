/** What the code of a rule may touch, checked before it is loaded and again when it is linked. */
@NullMarked
package io.rtoto.rules.sandbox;

import org.jspecify.annotations.NullMarked;
