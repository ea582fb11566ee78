/**
 * What we decide: the rule book, its checker and the runner of its cases. The only code that knows
 * Drools.
 */
@NullMarked
package io.rtoto.rules;

import org.jspecify.annotations.NullMarked;
