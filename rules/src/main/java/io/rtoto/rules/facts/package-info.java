/** The words of the rules: moments, what is known of the customer, and what a rule may propose. */
@NullMarked
package io.rtoto.rules.facts;

import org.jspecify.annotations.NullMarked;
