/** Why was something said to a customer, or not? For the people who are asked. */
@NullMarked
package io.rtoto.cli.why;

import org.jspecify.annotations.NullMarked;
