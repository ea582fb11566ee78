/** What is wrong with a file of the library, where, and which word was maybe meant. */
@NullMarked
package io.rtoto.rules.findings;

import org.jspecify.annotations.NullMarked;
