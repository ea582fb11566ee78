/** Which words a rule may use. */
@NullMarked
package io.rtoto.rules.vocabulary;

import org.jspecify.annotations.NullMarked;
